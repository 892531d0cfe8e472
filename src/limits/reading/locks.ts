import { asBoolean, asText } from "../../template/access";
import type { LockProfile } from "../profile/lock";
import { factOf, placeOfResource } from "./facts";
import { cut, member, shown } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";

/** The locks on whole resource groups. */
export function lockProfiles(index: ResourceIndex): readonly LockProfile[] {
  return index.ofType("Microsoft.Authorization/locks").flatMap(lockProfile);
}

function lockProfile(lock: ReadResource): readonly LockProfile[] {
  const rest = lock.idValue === undefined ? undefined : cut(lock.idValue, "/resourceGroups/", "first")?.after;
  // What is locked is the group when nothing but the lock comes after it.
  const group = rest === undefined ? undefined : cut(rest, "/providers/Microsoft.Authorization/locks", "first")?.before;
  return group === undefined || cut(group, "/", "first") !== undefined
    ? []
    : [
        {
          name: shown(lock.name),
          deployed: factOf(lock.condition, true, asBoolean),
          level: factOf<string | undefined>(member(lock.body, "properties", "level"), undefined, asText),
          resourceGroup: factOf(group, "", asText),
          place: placeOfResource(lock),
        },
      ];
}
