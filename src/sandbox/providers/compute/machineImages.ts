import { virtualMachines as versions } from "../../http/apiVersions";
import { ArmFault } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import type { Route } from "../../http/router";
import { images } from "../../estate/images";
import type { Image } from "../../estate/images";
import { paths, subscriptionOf } from "../scope";

const provider = "Microsoft.Compute";
const list = `${paths.subscription}/providers/${provider}/locations/{location}/publishers/{publisher}/artifacttypes/vmimage/offers/{offer}/skus/{sku}/versions`;
const read = `${provider}/locations/publishers/artifacttypes/offers/skus/versions/read`;

/** The sandbox has one version of each image. */
const version = "1.0.0";

/** The images of the marketplace from which the estate's VMs were made: clients look a version up before they make a VM. */
export const machineImageRoutes: readonly Route[] = [
  { method: "GET", path: list, versions, action: read, handle: (call) => ok([row(call, imageOf(call))]) },
  { method: "GET", path: `${list}/{version}`, versions, action: read, handle: get },
];

function imageOf(call: Call): Image {
  const wanted = (["publisher", "offer", "sku"] as const).map((name) => call.param(name).toLowerCase());
  const found = Object.values<Image>(images).find(
    ({ publisher, offer, sku }) => [publisher, offer, sku].join("\n").toLowerCase() === wanted.join("\n"),
  );
  if (found === undefined) {
    throw new ArmFault(404, "NotFound", "Artifact: VMImage was not found.");
  }
  return found;
}

function row(call: Call, { publisher, offer, sku }: Image): { location: string; name: string; id: string } {
  const location = call.param("location");
  const { subscriptionId } = subscriptionOf(call);
  return {
    location,
    name: version,
    id: `/Subscriptions/${subscriptionId}/Providers/${provider}/Locations/${location}/Publishers/${publisher}/ArtifactTypes/VMImage/Offers/${offer}/Skus/${sku}/Versions/${version}`,
  };
}

function get(call: Call): Answer {
  const image = imageOf(call);
  if (call.param("version") !== version) {
    throw new ArmFault(404, "NotFound", "Artifact: VMImage was not found.");
  }
  return ok({
    ...row(call, image),
    properties: {
      osDiskImage: { operatingSystem: image.os },
      dataDiskImages: [],
      automaticOSUpgradeProperties: { automaticOSUpgradeSupported: false },
      hyperVGeneration: image.sku.toLowerCase().includes("gen2") ? "V2" : "V1",
    },
  });
}
