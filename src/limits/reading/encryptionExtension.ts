import { asBoolean, asText } from "../../template/access";
import type { Value } from "../../template/value";
import type { Fact } from "../profile/fact";
import { decisive, factOf, placeOfResource } from "./facts";
import { member } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";

const isEncryption = isOneOf(["azurediskencryption", "azurediskencryptionforlinux"]);

/** Operations of the extension that encrypt nothing. */
const isIdle = isOneOf(["disableencryption", "queryencryptionstatus"]);

/** Whether an extension of Azure Disk Encryption encrypts a machine from inside. */
export function encryptionExtension(vm: ReadResource, index: ResourceIndex): Fact<boolean> {
  return decisive(index.childrenOf(vm, "Microsoft.Compute/virtualMachines/extensions").map(encrypts));
}

function encrypts(extension: ReadResource): Fact<boolean> {
  const properties = member(extension.body, "properties");
  const type = factOf(member(properties, "type"), false, isEncryption);
  if (!type.known || !type.value) {
    return type;
  }
  const idle = factOf(member(properties, "settings", "EncryptionOperation"), false, isIdle);
  const deployed = factOf(extension.condition, true, asBoolean);
  if (!deployed.known) {
    return deployed;
  }
  return idle.known
    ? { known: true, value: !idle.value, place: type.place ?? placeOfResource(extension) }
    : { ...idle, allowed: idle.allowed?.map((each) => !each) };
}

function isOneOf(words: readonly string[]): (value: Value) => boolean | undefined {
  return (value) => {
    const text = asText(value)?.toLowerCase();
    return text === undefined ? undefined : words.includes(text);
  };
}
