import * as l10n from "@vscode/l10n";
import { needsNoAgent } from "../../parts/agentless";
import { certain, parameterNames, possible } from "../../breach";
import type { Fix } from "../../fix";
import { judge } from "../../parts/judgement";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import type { Place } from "../../profile/fact";
import type { ImageProfile } from "../../profile/vm";
import { replacing } from "../../parts/valueFix";
import {
  isOlder,
  namesReleaseInOffer,
  releaseOfGuest,
  releaseOfImage,
  type WindowsServerRelease,
} from "../../knowledge/windowsServerReleases";

/** Releases of Windows Server that are too old, by the image of a template or by what the guest of a running machine reports. */
export const osVersionWindowsServer: MachineRule = {
  code: "os-version-windows-server",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Windows Server version"),
  text: () => ({
    what: l10n.t(
      "Reads the release of Windows Server from the Marketplace image (publisher, offer and SKU), or from the guest of a running virtual machine.",
    ),
    why: l10n.t(
      "In October 2015, releases older than 2008 R2 were refused. Today the support matrix lists 2016 and later; other pages still take 2012 R2 and older, so this is a warning.",
    ),
    fix: l10n.t(
      "Use an image of Windows Server 2016 or later, upgrade the guest in place, or use an Enhanced policy for crash-consistent backups only, which does not depend on the release.",
    ),
  }),
  check: (context) => {
    const { guestOs, image, place } = context.vm;
    if (needsNoAgent(context.vm)) {
      return [];
    }
    // What runs wins over what the machine was made from: guests are upgraded in place.
    if (guestOs !== undefined) {
      return tooOld(context, releaseOfGuest(guestOs), place);
    }
    return image === undefined ? [] : checkImage(context, image);
  },
};

function checkImage(context: RuleContext, image: ImageProfile): readonly Breach[] {
  const oldest = context.row.value;
  const { publisher, offer } = image;
  if (!publisher.known || typeof oldest !== "string") {
    return [];
  }
  const releaseOf = (name: string): WindowsServerRelease | undefined => releaseOfImage(publisher.value, name);
  const told = namesReleaseInOffer(publisher.value) ? offer : image.sku;
  const place = told.place ?? context.vm.place;
  const judged = judge(told, (name) => isOutside(releaseOf(name), oldest));
  if (judged.verdict === "breaks") {
    const plain = told !== offer && offer.known && offer.value.toLowerCase() === "windowsserver";
    return tooOld(context, releaseOf(judged.value), place, plain ? newerSku(told.place) : undefined);
  }
  // Without allowed values a name can be anything, which is no reason to speak of it.
  if (judged.verdict === "keeps" || judged.breaking.length === 0) {
    return [];
  }
  const message = l10n.t(
    "Parameter {0} may give {1} a release of Windows Server older than {2}, which {3} does not list.",
    parameterNames(judged.fact.because),
    context.subject,
    oldest,
    context.service,
  );
  return [possible(judged.fact, { message, place, breakingValues: judged.breaking })];
}

function isOutside(release: WindowsServerRelease | undefined, oldest: string): boolean {
  return release !== undefined && isOlder(release, oldest);
}

/** A SKU of the same publisher and offer that every list has. */
const currentSku = "2022-datacenter";

/** Not safe: another release is another machine. */
function newerSku(place: Place | undefined): Fix | undefined {
  return replacing(place, { id: "newer-image", title: l10n.t("Use the image {0}", currentSku), by: currentSku });
}

function tooOld(
  { row, subject, service }: RuleContext,
  release: WindowsServerRelease | undefined,
  place: Place | undefined,
  fix?: Fix,
): readonly Breach[] {
  if (release === undefined || typeof row.value !== "string" || !isOlder(release, row.value)) {
    return [];
  }
  const message =
    row.supported === "no"
      ? l10n.t("{0} runs Windows Server {1}, but {2} takes {3} and later only.", subject, release, service, row.value)
      : l10n.t(
          "{0} runs Windows Server {1}, but the support matrix of {2} lists {3} and later only.",
          subject,
          release,
          service,
          row.value,
        );
  return [certain({ message, place, fixes: [fix] })];
}

export const osVersionWindowsServerExample: RuleExample = {
  bad: `"imageReference": {
  "publisher": "MicrosoftWindowsServer",
  "offer": "WindowsServer",
  "sku": "2012-R2-Datacenter",
  "version": "latest"
}`,
  good: `"imageReference": {
  "publisher": "MicrosoftWindowsServer",
  "offer": "WindowsServer",
  "sku": "2022-datacenter-g2",
  "version": "latest"
}`,
};
