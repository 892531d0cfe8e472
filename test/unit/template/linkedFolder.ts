import type { TemplateFiles } from "../../../src/template/model";
import { machine, templateText } from "./inTemplate";

/** A folder of files; remembers what was asked for. */
export function folder(files: Readonly<Record<string, string>>, asked: string[] = []): TemplateFiles {
  return {
    read: (relativePath, from) => {
      asked.push(`${from}>${relativePath}`);
      const parts = from.split("/").slice(0, -1);
      for (const step of relativePath.split("/")) {
        if (step === "..") {
          parts.pop();
        } else {
          parts.push(step);
        }
      }
      return files[parts.join("/")];
    },
  };
}

/** A template of one machine, which takes its name and gives its id. */
export const inner = templateText({
  parameters: { name: { type: "string" }, size: { type: "string", defaultValue: "small" } },
  resources: [machine("[parameters('name')]", { properties: { size: "[parameters('size')]" } })],
  outputs: { id: { type: "string", value: "[resourceId('Microsoft.Compute/virtualMachines', parameters('name'))]" } },
});
