import { asBoolean, asText } from "../../template/access";
import type { Value } from "../../template/value";
import type { DiskProfile } from "../profile/disk";
import type { Fact } from "../profile/fact";
import { decisive, factOf, presence, underCondition } from "./facts";
import { member } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";

/** What a disk resource says of itself besides SKU and size. */
export type DiskSettings = Pick<
  DiskProfile,
  | "entraDataAccess"
  | "restrictedNetwork"
  | "customerKey"
  | "guestEncrypted"
  | "performancePlus"
  | "securityType"
  | "caching"
>;

/**
 * The settings of a disk.
 * @param disk the machine's entry for it
 * @param resource the disk itself; undefined for one that is made with the machine and for one that is not told
 * @param elsewhere true for a disk that is attached and not told: nobody knows what it is like
 */
export function diskSettings(
  disk: Value,
  resource: ReadResource | undefined,
  elsewhere: boolean,
  index: ResourceIndex,
): DiskSettings {
  const told = <T>(fact: Fact<T>, otherwise: T): Fact<T> =>
    elsewhere ? index.untold(member(disk, "managedDisk", "id")) : underCondition(resource?.condition, fact, otherwise);
  const setting = (first: string, second?: string): Value | undefined =>
    member(resource?.body, "properties", first, second);
  const ownKey = presence(member(disk, "managedDisk", "diskEncryptionSet", "id"));
  const ownEncryption = factOf(member(disk, "encryptionSettings", "enabled"), false, asBoolean);
  return {
    entraDataAccess: told(factOf(setting("dataAccessAuthMode"), false, isEntra), false),
    restrictedNetwork: told(
      decisive([
        factOf(setting("networkAccessPolicy"), false, isPrivate),
        factOf(setting("publicNetworkAccess"), false, isDisabled),
      ]),
      false,
    ),
    customerKey: isTrue(ownKey)
      ? ownKey
      : told(
          decisive([
            ownKey,
            presence(setting("encryption", "diskEncryptionSetId")),
            factOf(setting("encryption", "type"), false, isCustomerKey),
          ]),
          false,
        ),
    guestEncrypted: isTrue(ownEncryption)
      ? ownEncryption
      : told(
          decisive([ownEncryption, factOf(setting("encryptionSettingsCollection", "enabled"), false, asBoolean)]),
          false,
        ),
    performancePlus: told(factOf(setting("creationData", "performancePlus"), false, asBoolean), false),
    securityType: confidential(disk) ?? told(textFact(setting("securityProfile", "securityType")), undefined),
    caching: textFact(member(disk, "caching")),
  };
}

/** Only confidential machines encrypt the guest state of a disk, so that the kind of encryption tells the security type. */
function confidential(disk: Value): Fact<string | undefined> | undefined {
  const encryption = member(disk, "managedDisk", "securityProfile", "securityEncryptionType");
  return encryption === undefined
    ? undefined
    : factOf<string | undefined>(encryption, undefined, (value) =>
        asText(value) === undefined ? undefined : "ConfidentialVM",
      );
}

function textFact(value: Value | undefined): Fact<string | undefined> {
  return factOf<string | undefined>(value, undefined, asText);
}

function isTrue(fact: Fact<boolean>): boolean {
  return fact.known && fact.value;
}

/** Whether a text is one of a few, in any casing. */
function oneOf(...words: readonly string[]): (value: Value) => boolean | undefined {
  return (value) => {
    const text = asText(value)?.toLowerCase();
    return text === undefined ? undefined : words.includes(text);
  };
}

const isEntra = oneOf("azureactivedirectory");
const isPrivate = oneOf("allowprivate", "denyall");
const isDisabled = oneOf("disabled");
const isCustomerKey = oneOf("encryptionatrestwithcustomerkey", "encryptionatrestwithplatformandcustomerkeys");
