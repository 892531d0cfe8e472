import * as l10n from "@vscode/l10n";
import { certain, parameterNames, parametersMayBreak, possible } from "../../breach";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import type { Place } from "../../profile/fact";
import type { ImageProfile } from "../../profile/vm";
import {
  isOlder,
  releaseOfGuest,
  releaseOfImage,
  releaseOfKnownImage,
  type WindowsServerRelease,
} from "../../windowsServerReleases";

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
    fix: l10n.t("Use an image of Windows Server 2016 or later, or upgrade the guest in place."),
  }),
  check: (context) => {
    const { guestOs, image, place } = context.vm;
    // What runs wins over what the machine was made from: guests are upgraded in place.
    if (guestOs !== undefined) {
      return tooOld(context, releaseOfGuest(guestOs), place);
    }
    return image === undefined ? [] : checkImage(context, image);
  },
};

function checkImage(context: RuleContext, image: ImageProfile): readonly Breach[] {
  if (image.sku.known) {
    return tooOld(context, releaseOfKnownImage(image), image.sku.place ?? context.vm.place);
  }
  const oldest = context.row.value;
  const { publisher, offer, sku } = image;
  if (!publisher.known || !offer.known || typeof oldest !== "string" || sku.allowed === undefined) {
    return [];
  }
  const breaks = (allowed: string): boolean => {
    const release = releaseOfImage(publisher.value, offer.value, allowed);
    return release !== undefined && isOlder(release, oldest);
  };
  if (!parametersMayBreak(sku, breaks)) {
    return [];
  }
  return [
    possible(sku, {
      message: l10n.t(
        "Parameter {0} may give {1} a release of Windows Server older than {2}, which {3} does not list.",
        parameterNames(sku.because),
        context.subject,
        oldest,
        context.service,
      ),
      place: sku.place ?? context.vm.place,
    }),
  ];
}

function tooOld(
  { row, subject, service }: RuleContext,
  release: WindowsServerRelease | undefined,
  place: Place | undefined,
): readonly Breach[] {
  if (release === undefined || typeof row.value !== "string" || !isOlder(release, row.value)) {
    return [];
  }
  const message =
    row.supported === "no"
      ? l10n.t("{0} runs Windows Server {1}, but {2} takes {3} and later only.", subject, release, service, row.value)
      : l10n.t(
          "{0} runs Windows Server {1}; the support matrix of {2} lists {3} and later only, though other pages still take older releases.",
          subject,
          release,
          service,
          row.value,
        );
  return [certain({ message, place })];
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
