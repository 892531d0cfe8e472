import type { VmProfile } from "../profile/vm";

/** Releases of Windows Server, oldest first. The patterns are looked for in image SKUs, offers and guest names, in lower case. */
const releases = [
  { name: "2003", pattern: /\b2003(?!\d|.?r2)/ },
  { name: "2003 R2", pattern: /\b2003.?r2/ },
  { name: "2008", pattern: /(?:\b|ws)2008(?!\d|.?r2)/ },
  { name: "2008 R2", pattern: /(?:\b|ws)2008.?r2/ },
  { name: "2012", pattern: /(?:\b|ws)2012(?!\d|.?r2)/ },
  { name: "2012 R2", pattern: /(?:\b|ws)2012.?r2/ },
  { name: "2016", pattern: /(?:\b|ws)2016/ },
  { name: "2019", pattern: /(?:\b|ws)2019/ },
  { name: "2022", pattern: /(?:\b|ws)2022/ },
  { name: "2025", pattern: /(?:\b|ws)2025/ },
] as const;

/** A release by its name in a sentence: "2008 R2". */
export type WindowsServerRelease = (typeof releases)[number]["name"];

/** True when the first release came out before the second. Names that are no release are older than none. */
export function isOlder(release: WindowsServerRelease, than: string): boolean {
  const names: readonly string[] = releases.map((entry) => entry.name);
  return names.indexOf(release) < names.indexOf(than);
}

/** True for publishers whose SKU is an edition of something else, and whose offer tells the release of Windows. */
export function namesReleaseInOffer(publisher: string): boolean {
  return publisher.toLowerCase() === "microsoftsqlserver";
}

/**
 * The release that a Marketplace image carries, as far as its publisher and one of its names say so.
 * @param name the offer, of publishers that name the release there; the SKU of all others
 */
export function releaseOfImage(publisher: string, name: string): WindowsServerRelease | undefined {
  if (namesReleaseInOffer(publisher)) {
    // SQL2016SP1-WS2012R2. The offers with Linux have no such end.
    return releaseIn(/-(ws.*)$/i.exec(name)?.[1] ?? "");
  }
  return publisher.toLowerCase() === "microsoftwindowsserver" ? releaseIn(name) : undefined;
}

/** The release that a running guest reports: "Windows Server 2008 R2 Standard". */
export function releaseOfGuest(guest: NonNullable<VmProfile["guestOs"]>): WindowsServerRelease | undefined {
  return /windows\s+server/i.test(guest.name) ? releaseIn(guest.name) : undefined;
}

function releaseIn(text: string): WindowsServerRelease | undefined {
  return releases.find((release) => release.pattern.test(text.toLowerCase()))?.name;
}
