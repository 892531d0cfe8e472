import { asBoolean, asText } from "../../template/access";
import type { Value } from "../../template/value";
import type { Fact } from "../profile/fact";
import type { BootSource, GuestFacts } from "../profile/guest";
import { decidingParameters, factOf, placeOf, unknownFact } from "./facts";
import { member } from "./reading";
import type { ReadResource } from "./resource";

/** The guest of a machine, as far as the machine's own resource tells. */
export function guestFacts(vm: ReadResource): GuestFacts {
  const properties = member(vm.body, "properties");
  const osProfile = member(properties, "osProfile");
  return {
    bootSource: bootSource(member(properties, "storageProfile")),
    computerName: factOf<string | undefined>(member(osProfile, "computerName"), undefined, asText),
    extensionOperations: factOf(member(osProfile, "allowExtensionOperations"), true, asBoolean),
  };
}

/** Members of an image reference that name an image of one's own, of a gallery or of a community. */
const ownImages = ["id", "sharedGalleryImageId", "communityGalleryImageId"];

function bootSource(storage: Value | undefined): Fact<BootSource | undefined> {
  const option = member(storage, "osDisk", "createOption");
  if (asText(option)?.toLowerCase() === "attach") {
    return { known: true, value: "attachedDisk", place: placeOf(option) };
  }
  const image = member(storage, "imageReference");
  if (image?.kind === "unknown" || image?.kind === "text") {
    return unknownFact<BootSource | undefined>(image, imageSource);
  }
  return image === undefined ? { known: true, value: undefined } : sourceOfReference(image);
}

/** Azure gives a Marketplace image by its publisher, whatever else stands beside it. */
function sourceOfReference(image: Value): Fact<BootSource | undefined> {
  if (member(image, "publisher") !== undefined) {
    return { known: true, value: "marketplace", place: placeOf(image) };
  }
  const id = ownImages.map((name) => member(image, name)).find((value) => value !== undefined);
  // A parameter without a value may be empty; one that stands in the middle of an id cannot empty it.
  return id?.kind === "unknown" && decidingParameters(id).length > 0
    ? unknownFact<BootSource | undefined>(id, (value) => (asText(value) === "" ? undefined : "customImage"))
    : { known: true, value: imageSource(image), place: placeOf(id ?? image) };
}

function imageSource(image: Value): BootSource | undefined {
  if (member(image, "publisher") !== undefined) {
    return "marketplace";
  }
  return ownImages.some((name) => isNamed(member(image, name))) ? "customImage" : undefined;
}

function isNamed(id: Value | undefined): boolean {
  return id !== undefined && asText(id) !== "";
}
