const extension = /\.(jsonc?|json5)$/i;

/** `web.parameters.dev.json`, `web.dev.parameters.json`, `parameters.json`: what stands before and after the word. */
const parametersInName = /^(?:(.*)\.)?parameters(?:\.(.*))?$/i;

/**
 * How well a file of the template's folder fits by its name: `named` when it begins with the template's own
 * (`web.parameters.prod.json` for `web.json`); `unnamed` when it names no template of the folder, so that its content must tell
 * (`parameters.json`, `prod.parameters.json`); undefined when it is no parameter file, or another template's.
 * @param files the names of all files of the folder
 */
export function fitByName(
  templateName: string,
  fileName: string,
  files: readonly string[],
): "named" | "unnamed" | undefined {
  const parts = extension.test(fileName) ? parametersInName.exec(stemOf(fileName)) : null;
  const template = stemOf(templateName).toLowerCase();
  if (parts === null || parametersInName.test(template)) {
    return undefined;
  }
  const before = (parts[1] ?? "").toLowerCase();
  if (before === template || before.startsWith(`${template}.`)) {
    return longerStem(before, template, files) ? undefined : "named";
  }
  return files.some((file) => isStemOf(before, file)) ? undefined : "unnamed";
}

/** `web.eu.parameters.json` is that of `web.eu.json`, if there is such a template, and not of `web.json`. */
function longerStem(before: string, template: string, files: readonly string[]): boolean {
  return before !== template && files.some((file) => stemOf(file).length > template.length && isStemOf(before, file));
}

function isStemOf(before: string, file: string): boolean {
  const stem = stemOf(file).toLowerCase();
  return extension.test(file) && !parametersInName.test(stem) && (before === stem || before.startsWith(`${stem}.`));
}

function stemOf(name: string): string {
  return name.replace(extension, "");
}
