import type { InspectCommand } from "../commandLine";
import { readParameterFiles, readText } from "../inputFiles";
import { LinkedFilesOnDisk, rootOf } from "../linkedFiles";
import type { CommandResult } from "../result";
import { inspection } from "./inspection";

/** `inspect`: prints what a template deploys; exit code 0 also for templates with problems, which are part of the answer. */
export function runInspect(command: InspectCommand): CommandResult {
  const text = readText(command.template);
  const parameterFiles = readParameterFiles(command.parameterFiles);
  const { parameters, deployment } = command;
  const files = new LinkedFilesOnDisk(command.template, rootOf(command.template, []));
  const printed = inspection(text, command.template, { parameterFiles, parameters, deployment }, files);
  return { output: `${JSON.stringify(printed, undefined, 2)}\n`, exitCode: 0 };
}
