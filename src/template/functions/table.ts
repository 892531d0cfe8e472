import { addressFunctions } from "./address";
import { arrayFunctions } from "./array";
import { cidrFunctions } from "./cidr";
import { comparisonFunctions } from "./comparison";
import { dateFunctions } from "./date";
import { deploymentFunctions } from "./deployment";
import { encodingFunctions } from "./encoding";
import { formatFunctions } from "./format";
import { lambdaFunctions } from "./lambda";
import { likeFunction } from "./like";
import { logicalFunctions } from "./logical";
import { numericFunctions } from "./numeric";
import { objectFunctions } from "./object";
import { resourceFunctions } from "./resource";
import { splitFunction } from "./split";
import { stringFunctions } from "./string";
import type { TemplateFunction } from "./templateFunction";

/** Every function of the template language, by lower-case name. A new family is one more line here. */
export const templateFunctions: ReadonlyMap<string, TemplateFunction> = new Map(
  [
    ...addressFunctions,
    ...arrayFunctions,
    ...cidrFunctions,
    ...comparisonFunctions,
    ...dateFunctions,
    ...deploymentFunctions,
    ...encodingFunctions,
    ...formatFunctions,
    ...lambdaFunctions,
    ...logicalFunctions,
    ...numericFunctions,
    ...objectFunctions,
    ...resourceFunctions,
    ...stringFunctions,
    likeFunction,
    splitFunction,
  ].map((each) => [each.name.toLowerCase(), each] as const),
);
