import { ArmFault } from "../../http/armFault";

/** 400 `InvalidTemplate`: how Azure Resource Manager refuses a template before anything is made. */
export function invalidTemplate(sentence: string, parameter?: string): ArmFault {
  const message = `Deployment template validation failed: '${sentence}'.`;
  const info = { type: "TemplateViolation", info: { lineNumber: 0, linePosition: 0, path: "" } };
  return new ArmFault(400, "InvalidTemplate", message, {
    more: { ...(parameter === undefined ? {} : { target: parameter }), additionalInfo: [info] },
  });
}
