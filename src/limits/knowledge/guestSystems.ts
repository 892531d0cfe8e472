import type { Fact, Place } from "../profile/fact";
import type { ImageProfile, VmProfile } from "../profile/vm";

/** The names of a Marketplace image, as far as they are known; lower case, empty for what is not. */
export interface ImageNames {
  readonly publisher: string;
  readonly offer: string;
  readonly sku: string;
}

/** The names of the image that a machine is made from; undefined for a machine that is made from none of the Marketplace. */
export function imageNames(image: ImageProfile | undefined): ImageNames | undefined {
  return image === undefined
    ? undefined
    : { publisher: nameOf(image.publisher), offer: nameOf(image.offer), sku: nameOf(image.sku) };
}

function nameOf(name: Fact<string>): string {
  return name.known ? name.value.toLowerCase() : "";
}

/** Where an image is chosen: its publisher, else the machine. */
export function imagePlace({ image, place }: VmProfile): Place | undefined {
  return image?.publisher.place ?? place;
}

/** True for Windows 10, 11 and their like: by what the guest reports, else by the image's publisher. */
export function isWindowsClient({ guestOs, image }: VmProfile): boolean {
  return guestOs === undefined
    ? imageNames(image)?.publisher === "microsoftwindowsdesktop"
    : /windows\s+(?!server)/i.test(guestOs.name);
}

/** True for Windows 11, undefined when neither the guest nor the image tells. */
export function isWindows11({ guestOs, image }: VmProfile): boolean | undefined {
  if (guestOs !== undefined) {
    return /windows\s+11/i.test(guestOs.name);
  }
  const names = imageNames(image);
  if (names?.publisher === "microsoftwindowsdesktop") {
    return /windows-?11/.test(names.offer) || names.sku.startsWith("win11");
  }
  return names?.publisher === "microsoftwindowsserver" ? false : undefined;
}

/** True for CoreOS, which Azure listed as the image CoreOS:CoreOS:Stable. Its successor Flatcar has another publisher. */
export function isCoreOs({ guestOs, image }: VmProfile): boolean {
  if (guestOs !== undefined) {
    return /^(?:container linux by )?coreos/i.test(guestOs.name);
  }
  const names = imageNames(image);
  return names?.publisher === "coreos" && (names.offer === "coreos" || names.offer === "");
}

/** True when the offer or SKU of the image says that its operating system has 32 bits; `x86_64` says that it has 64. */
export function saysThirtyTwoBit(image: ImageProfile | undefined): boolean {
  const names = imageNames(image);
  const pattern = /(?:^|[^a-z0-9])(?:32-?bit|i[36]86|x86)(?:$|[^a-z0-9_-])/;
  return names !== undefined && (pattern.test(names.offer) || pattern.test(names.sku));
}
