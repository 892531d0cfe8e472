import * as l10n from "@vscode/l10n";
import { arityProblem } from "../functions/templateFunction";
import type { Expression, ExpressionSpan, FunctionCall } from "../expression/ast";
import type { Questions } from "../expression/notes";
import type { SoundExpression } from "../expression/parser";
import { namesNeeded, segmentProblem } from "../functions/resource";
import { templateFunctions } from "../functions/table";

/** Names of one kind, in lower case. */
interface Names {
  readonly has: (name: string) => boolean;
}

/** What an expression may refer to where it stands. */
export interface Surroundings {
  /** Another one for each; a number, so that notes of expressions do not keep old templates alive. */
  readonly serial: number;
  readonly parameters: Names;
  /** Undefined where variables are not looked at (inside a template's own functions). */
  readonly variables: Names | undefined;
  readonly functions: Names;
  /** Copy loops around the place. */
  readonly loops: Names;
  readonly isInLoop: boolean;
  /** False while the JSON itself is broken: a name that seems to be missing may be in the broken part. */
  readonly namesAreComplete: boolean;
  /** Whether the template is of languageVersion 2.0, where deployments have a scope of their own by default. */
  readonly isVersion2: boolean;
}

let lastSerial = 0;

/** The serial of a new place. */
export function nextSerial(): number {
  return ++lastSerial;
}

/** Receives what is wrong; offsets are those of the decoded string. */
export type Report = (message: string, span: ExpressionSpan) => void;

/**
 * Whether nothing is wrong in an expression where it stands. What it asks of a place is found out once: by a check in a place
 * that has everything and writes down what it is asked for.
 */
export function isSound({ expression, notes }: SoundExpression, around: Surroundings): boolean {
  if (notes.questions === undefined) {
    notes.questions = questionsOf(expression);
  }
  const { questions } = notes;
  if (notes.soundIn === around.serial) {
    return true;
  }
  const isFine =
    questions !== null &&
    hasAll(around.parameters, questions.parameters) &&
    (around.variables === undefined || hasAll(around.variables, questions.variables)) &&
    hasAll(around.functions, questions.functions) &&
    (around.isInLoop ? hasAll(around.loops, questions.loops) : !questions.needsLoop);
  if (isFine) {
    notes.soundIn = around.serial;
  }
  return isFine;
}

function hasAll(names: Names, wanted: readonly string[]): boolean {
  for (const name of wanted) {
    if (!names.has(name)) {
      return false;
    }
  }
  return true;
}

function questionsOf(expression: Expression): Questions | null {
  const asked: Record<"parameters" | "variables" | "functions" | "loops", string[]> = {
    parameters: [],
    variables: [],
    functions: [],
    loops: [],
  };
  const writtenTo = (list: string[]): Names => ({ has: (name) => list.push(name) > 0 });
  const wrong: string[] = [];
  let needsLoop = false;
  const everything: Surroundings = {
    serial: 0,
    parameters: writtenTo(asked.parameters),
    variables: writtenTo(asked.variables),
    functions: writtenTo(asked.functions),
    loops: writtenTo(asked.loops),
    get isInLoop() {
      needsLoop = true;
      return true;
    },
    namesAreComplete: true,
    isVersion2: false,
  };
  checkExpression(expression, everything, (message) => {
    wrong.push(message);
  });
  return wrong.length > 0 ? null : { ...asked, needsLoop };
}

/** Finds what is wrong in an expression for every deployment, without evaluating it. */
export function checkExpression(expression: Expression, around: Surroundings, report: Report): void {
  if (expression.kind === "call") {
    checkCall(expression, around, report);
    expression.args.forEach((arg) => checkExpression(arg, around, report));
  } else if (expression.kind === "member") {
    checkExpression(expression.target, around, report);
  } else if (expression.kind === "index") {
    checkExpression(expression.target, around, report);
    checkExpression(expression.index, around, report);
  }
}

function checkCall(call: FunctionCall, around: Surroundings, report: Report): void {
  const found = templateFunctions.get(call.key);
  if (found === undefined) {
    if (call.key !== "lambda" && !call.key.startsWith("list") && !around.functions.has(call.key)) {
      const span = { start: call.start, end: call.nameEnd };
      if (around.namesAreComplete || !call.key.includes(".")) {
        report(l10n.t("There is no template function '{0}'.", call.name), span);
      }
    }
    return;
  }
  if (call.args.length < found.least || call.args.length > found.most) {
    report(arityProblem(found, call.args.length), call);
    return;
  }
  specialChecks[call.key]?.(call, around, report);
}

type Check = (call: FunctionCall, around: Surroundings, report: Report) => void;

function checkName(names: Names | undefined, call: FunctionCall, around: Surroundings, report: () => void): void {
  const [name] = call.args;
  if (around.namesAreComplete && names !== undefined && name?.kind === "text" && !names.has(name.value.toLowerCase())) {
    report();
  }
}

function firstText(call: FunctionCall): string {
  const [name] = call.args;
  return name?.kind === "text" ? name.value : "";
}

const checkParameter: Check = (call, around, report) => {
  checkName(around.parameters, call, around, () => {
    report(l10n.t("There is no parameter '{0}' in this template.", firstText(call)), call.args[0] ?? call);
  });
};

const checkVariable: Check = (call, around, report) => {
  checkName(around.variables, call, around, () => {
    report(l10n.t("There is no variable '{0}' in this template.", firstText(call)), call.args[0] ?? call);
  });
};

const checkCopyIndex: Check = (call, around, report) => {
  const [name] = call.args;
  if (!around.isInLoop) {
    report(l10n.t("'copyIndex' is used outside a copy loop."), call);
  } else if (name?.kind === "text" && !around.loops.has(name.value.toLowerCase())) {
    report(l10n.t("There is no copy loop '{0}' around this place.", name.value), name);
  }
};

/** Only arguments that are written out and look like `Namespace.Name/type` are judged. */
function checkResourceId(first: number, last: number): Check {
  return (call, _around, report) => {
    let misfit: (() => void) | undefined;
    for (let i = first; i <= last && i < call.args.length; i++) {
      const arg = call.args[i];
      if (arg?.kind !== "text" || !/^\w+(\.\w+)+\/.+/.test(arg.value)) {
        continue;
      }
      const names = call.args.length - i - 1;
      if (namesNeeded(arg.value) === names) {
        return;
      }
      misfit ??= () => report(segmentProblem(call.name, arg.value, names), call);
    }
    misfit?.();
  };
}

const specialChecks: Readonly<Record<string, Check | undefined>> = {
  parameters: checkParameter,
  variables: checkVariable,
  copyindex: checkCopyIndex,
  resourceid: checkResourceId(0, 2),
  subscriptionresourceid: checkResourceId(0, 1),
  managementgroupresourceid: checkResourceId(0, 1),
  tenantresourceid: checkResourceId(0, 0),
  extensionresourceid: checkResourceId(1, 1),
};
