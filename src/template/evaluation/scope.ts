import * as l10n from "@vscode/l10n";
import type { Expression } from "../expression/ast";
import { ExpressionError } from "../functions/templateFunction";
import type { JsonMember, JsonNode } from "../json/node";
import { memberNode, stringOf } from "../json/node";
import type { Value } from "../value";
import { cameThrough } from "../values/provenance";
import { errorValue } from "../values/unknowns";
import type { Context } from "./context";
import { copiedArray } from "./copiedArray";
import { DeclaredType } from "./declaredType";
import type { DeploymentRuntime } from "./deploymentRuntime";
import type { DeploymentTarget } from "./deploymentTarget";
import { spanOf } from "./evaluator";
import type { Evaluator } from "./evaluator";
import { copyEntries } from "./objectMembers";
import type { CopyEntry } from "./objectMembers";
import { declaredValue } from "./parameterValue";
import type { SuppliedParameter } from "./parameterValue";
import type { UserFunction } from "./userFunctions";
import { userFunctionsOf } from "./userFunctions";
import { declarationsIn } from "./variableNames";

/** What expressions may ask of the resources that the same template declares. */
export interface ResourceLookup {
  /** By symbolic name (languageVersion 2.0): id, name, type and so on. */
  readonly resourceInfo: (symbol: string) => Value | "loop" | undefined;
  /** What `references` gives for a loop with a symbolic name: an array of its known length. */
  readonly loop: (symbol: string) => Value | undefined;
  /** What `reference` gives when it names an inline deployment of this template: an object with its outputs. */
  readonly deploymentReference: (reference: Value) => Value | undefined;
}

/** What a scope is made from. */
export interface ScopeSource {
  readonly template: JsonNode | undefined;
  readonly evaluator: Evaluator;
  readonly target: DeploymentTarget;
  /** The value given to a parameter, if any. */
  readonly supplied: (name: string) => SuppliedParameter | undefined;
  /** Comes before `parameters('x')` in the canonical text, so that scopes do not mix: empty for the template itself. */
  readonly prefix: string;
}

/** After so many edits the values of expressions that are long gone are dropped. */
const mostShared = 20_000;

interface Variable {
  readonly name: string;
  readonly node: JsonNode;
  readonly make: () => Value;
}

/** Parameters, variables and functions of one template, each evaluated at most once and only when asked for. */
export class Scope {
  readonly target: DeploymentTarget;
  readonly #evaluator: Evaluator;
  readonly #parameters = new Map<string, JsonMember>();
  readonly #variables = new Map<string, Variable>();
  readonly #functions: ReadonlyMap<string, UserFunction>;
  readonly #parameterValues = new Map<string, Value>();
  readonly #variableValues = new Map<string, Value>();
  /** Values of expressions that do not depend on where they stand. */
  #shared = new Map<Expression, Value>();
  readonly #busy = new Set<string>();
  readonly #cyclic = new Map<string, boolean>();
  readonly #source: ScopeSource;
  /** Set for the inside of a template's own function: only these exist there. */
  #arguments: ReadonlyMap<string, Value> | undefined;
  #function: string | undefined;
  #outer: Scope | undefined;
  resources: ResourceLookup | undefined;

  constructor(source: ScopeSource, functions?: ReadonlyMap<string, UserFunction>) {
    this.#source = source;
    this.#evaluator = source.evaluator;
    this.target = source.target;
    this.#functions = functions ?? userFunctionsOf(source.template);
    const parameters = memberNode(source.template, "parameters");
    for (const member of parameters?.kind === "object" ? parameters.members : []) {
      this.#parameters.set(member.key.toLowerCase(), member);
    }
    const variables = memberNode(source.template, "variables");
    for (const member of variables?.kind === "object" ? variables.members : []) {
      this.#declareVariable(member);
    }
  }

  /** The inside of a template's own function: its arguments, no variables, the same functions. */
  static ofFunction(outer: Scope, name: string, args: ReadonlyMap<string, Value>): Scope {
    const scope = new Scope({ ...outer.#source, template: undefined }, outer.#functions);
    scope.#function = name;
    scope.#arguments = args;
    scope.#outer = outer;
    scope.resources = outer.resources;
    return scope;
  }

  #declareVariable(member: JsonMember): void {
    const copies = copyEntries(member);
    if (copies !== undefined) {
      copies.forEach((entry) => this.#declareCopy(entry));
    } else if (member.value !== undefined) {
      const node = member.value;
      this.#variables.set(member.key.toLowerCase(), {
        name: member.key,
        node,
        make: () => this.#evaluator.node(node, this.#context),
      });
    }
  }

  #declareCopy(entry: CopyEntry): void {
    this.#variables.set(entry.name.toLowerCase(), {
      name: entry.name,
      node: entry.node,
      make: () => copiedArray(entry, "variable", this.#context, this.#evaluator),
    });
  }

  /** Whether this is the inside of that function of the template, or of one that it calls. */
  isCalling(name: string): boolean {
    return this.#function === name || this.#outer?.isCalling(name) === true;
  }

  /** Whether this is the inside of a function of that scope. */
  isInside(scope: Scope): boolean {
    return this.#outer === scope || this.#outer?.isInside(scope) === true;
  }

  /** Whether the template is written in languageVersion 2.0, where deployments are evaluated in a scope of their own. */
  get isVersion2(): boolean {
    return isVersion2(this.#source.template);
  }

  /** Only while a template is deployed. */
  get runtime(): DeploymentRuntime | undefined {
    return this.#evaluator.runtime;
  }

  /** Values of expressions that do not depend on where they stand in this scope. */
  get shared(): Map<Expression, Value> {
    if (this.#shared.size >= mostShared) {
      this.#shared = new Map();
    }
    return this.#shared;
  }

  get #context(): Context {
    return { scope: this };
  }

  /** A function that the template defines, by lower-case name with namespace. */
  userFunction(key: string): UserFunction | undefined {
    return this.#functions.get(key);
  }

  /** @throws ExpressionError when no parameter has that name */
  parameter(name: string): Value {
    const ready = this.#parameterValues.get(name);
    if (ready !== undefined) {
      return ready;
    }
    const key = name.toLowerCase();
    if (this.#arguments !== undefined) {
      const given = this.#arguments.get(key);
      if (given === undefined) {
        throw new ExpressionError(l10n.t("The function has no parameter '{0}'.", name));
      }
      return given;
    }
    const declaration = this.#parameters.get(key);
    if (declaration === undefined) {
      throw new ExpressionError(l10n.t("There is no parameter '{0}' in this template.", name));
    }
    const value = this.#once(this.#parameterValues, `p ${key}`, name, () =>
      this.#isCyclic(`p ${key}`)
        ? circular(declaration.key, "parameters")
        : declaredValue(declaration, {
            evaluator: this.#evaluator,
            template: this.#source.template,
            prefix: this.#source.prefix,
            supplied: this.#source.supplied(declaration.key),
            context: { scope: this, parameter: declaration.key },
          }),
    );
    return value ?? circular(name);
  }

  /** @throws ExpressionError when no variable has that name */
  variable(name: string): Value {
    const ready = this.#variableValues.get(name);
    if (ready !== undefined) {
      return ready;
    }
    const key = name.toLowerCase();
    const variable = this.#variables.get(key);
    if (variable === undefined) {
      throw new ExpressionError(l10n.t("There is no variable '{0}' in this template.", name));
    }
    const value = this.#once(this.#variableValues, `v ${key}`, name, () =>
      this.#isCyclic(`v ${key}`)
        ? circular(variable.name)
        : cameThrough(variable.make(), "variable", variable.name, spanOf(variable.node)),
    );
    return value ?? circular(variable.name);
  }

  /**
   * Computes a value once.
   * @param values where it is kept, by every way of writing its name that was asked for
   * @returns undefined while it is being computed
   */
  #once(values: Map<string, Value>, key: string, name: string, make: () => Value): Value | undefined {
    if (this.#busy.has(key)) {
      return undefined;
    }
    this.#busy.add(key);
    try {
      const lower = key.slice(2);
      const value = values.get(lower) ?? make();
      values.set(lower, value).set(name, value);
      return value;
    } finally {
      this.#busy.delete(key);
    }
  }

  /**
   * Whether a variable or the default of a parameter comes back to itself. Objects are evaluated lazily, so a circle would otherwise be an endless value and
   * not be noticed at all.
   */
  #isCyclic(key: string, path: string[] = []): boolean {
    if (path.includes(key) || path.length > 60) {
      return true;
    }
    const ready = this.#cyclic.get(key);
    if (ready !== undefined) {
      return ready;
    }
    const node = this.#evaluatedFor(key);
    path.push(key);
    const cyclic = node !== undefined && declarationsIn(node).some((name) => this.#isCyclic(name, path));
    path.pop();
    this.#cyclic.set(key, cyclic);
    return cyclic;
  }

  /** The text behind a variable, or behind a parameter that nobody gives a value. */
  #evaluatedFor(key: string): JsonNode | undefined {
    const name = key.slice(2);
    if (key.startsWith("v ")) {
      return this.#variables.get(name)?.node;
    }
    const declaration = this.#parameters.get(name);
    const supplied = declaration === undefined ? undefined : this.#source.supplied(declaration.key);
    if (declaration === undefined || supplied !== undefined) {
      return undefined;
    }
    // Its own default, or that of the definition it refers to.
    return new DeclaredType(declaration.value, this.#source.template).fact("defaultValue");
  }
}

/** Whether a template says `"languageVersion": "2.0"`. */
export function isVersion2(template: JsonNode | undefined): boolean {
  return stringOf(memberNode(template, "languageVersion"))?.startsWith("2.") === true;
}

function circular(name: string, kind: "variables" | "parameters" = "variables"): Value {
  return errorValue(`${kind}('${name}')`, l10n.t("'{0}' refers to itself.", name));
}
