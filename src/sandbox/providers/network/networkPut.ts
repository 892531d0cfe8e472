import { network as versions } from "../../http/apiVersions";
import { resourceNotFound } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { guidOf } from "../../http/formats";
import { at, objectAt, textAt, without } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import type { Route } from "../../http/router";
import { defaultSecurityRules } from "../../estate/buildSecurityGroup";
import type { ResourceRecord } from "../../state/records";
import { usedBy } from "./networkInUse";
import { checkReference, children, readPut, savePut } from "../putResource";
import type { Put } from "../putResource";
import { groupOf, paths } from "../scope";

const provider = "Microsoft.Network";

type Finish = (call: Call, put: Put) => JsonObject;

const kinds: readonly (readonly [string, Finish])[] = [
  ["networkInterfaces", interfaceOf],
  ["networkSecurityGroups", securityGroupOf],
  ["publicIPAddresses", publicIpOf],
  ["loadBalancers", withNamedChildren],
  ["virtualNetworks", withNamedChildren],
];

/** Network resources are made and deleted; subnets and security rules are children that their parent shows. */
export const networkPutRoutes: readonly Route[] = [
  ...kinds.flatMap(([kind, finish]): readonly Route[] => {
    const type = `${provider}/${kind}`;
    const path = `${paths.group}/providers/${type}/{name}`;
    return [
      { method: "PUT", path, versions, action: `${type}/write`, handle: (call) => put(call, type, finish) },
      { method: "DELETE", path, versions, action: `${type}/delete`, handle: (call) => remove(call, type) },
    ];
  }),
  ...childRoutes(`${provider}/virtualNetworks`, "subnets"),
  ...childRoutes(`${provider}/networkSecurityGroups`, "securityRules"),
];

function put(call: Call, type: string, finish: Finish): Answer {
  const asked = readPut(call, type, call.param("name"));
  const etag = `W/"${guidOf(`${asked.id} ${call.now}`)}"`;
  const properties = {
    ...finish(call, asked),
    provisioningState: "Succeeded",
    resourceGuid: textAt(asked.before, "properties", "resourceGuid") ?? guidOf(`guid ${asked.id}`),
  };
  return savePut(call, { ...asked, kept: { etag, ...asked.kept } }, properties);
}

function remove(call: Call, type: string): Answer {
  const id = `${groupOf(call).id}/providers/${type}/${call.param("name")}`;
  const body = call.estate.resources.get(id);
  if (body === undefined) {
    return { status: 204 };
  }
  const reason = usedBy(call.estate, body);
  if (reason !== undefined) {
    throw reason;
  }
  if (type === `${provider}/networkInterfaces`) {
    releaseAddresses(call, body);
  }
  call.estate.resources.delete(id);
  return { status: 200 };
}

/** Public addresses of an interface that goes are nobody's. */
function releaseAddresses(call: Call, { id, properties }: ResourceRecord): void {
  for (const configuration of children(properties["ipConfigurations"])) {
    const address = call.estate.resources.get(textAt(configuration, "properties", "publicIPAddress", "id") ?? "");
    const owner = textAt(address, "properties", "ipConfiguration", "id");
    if (address !== undefined && owner?.toLowerCase().startsWith(`${id.toLowerCase()}/`) === true) {
      const left = without(address.properties, "ipConfiguration");
      call.estate.resources.set(address.id, { ...address, properties: left });
    }
  }
}

/** Children that are declared inside get ids below their parent; those that came on their own stay. */
function withNamedChildren(call: Call, { id, type, before, properties }: Put): JsonObject {
  const lists = Object.entries(properties).map(([kind, list]) => {
    const rows = children(list);
    const isNamed = rows.length > 0 && rows.every((row) => textAt(row, "name") !== undefined);
    return [kind, isNamed ? rows.map((row) => child(id, type, kind, row)) : list] as const;
  });
  for (const subnet of children(properties["subnets"])) {
    checkReference(call, id, textAt(subnet, "properties", "networkSecurityGroup", "id"));
  }
  const defaults = type.endsWith("virtualNetworks")
    ? { subnets: at(before, "properties", "subnets") ?? [], virtualNetworkPeerings: [], enableDdosProtection: false }
    : {};
  return { ...defaults, ...Object.fromEntries(lists) };
}

function child(parent: string, type: string, kind: string, given: JsonObject): JsonObject {
  const name = textAt(given, "name") ?? "";
  return {
    ...given,
    id: `${parent}/${kind}/${name}`,
    etag: `W/"${guidOf(parent)}"`,
    type: `${type}/${kind}`,
    properties: { ...defaultsOfChild[kind], ...objectAt(given, "properties"), provisioningState: "Succeeded" },
  };
}

const noLists = {
  sourcePortRanges: [],
  destinationPortRanges: [],
  sourceAddressPrefixes: [],
  destinationAddressPrefixes: [],
};

const defaultsOfChild: Readonly<Record<string, JsonObject>> = {
  securityRules: noLists,
  subnets: {
    privateEndpointNetworkPolicies: "Disabled",
    privateLinkServiceNetworkPolicies: "Enabled",
    delegations: [],
  },
};

function securityGroupOf(_: Call, { id, type, before, properties }: Put): JsonObject {
  const given = properties["securityRules"] === undefined ? at(before, "properties", "securityRules") : undefined;
  const rules = children(properties["securityRules"]).map((rule) => child(id, type, "securityRules", rule));
  return { ...properties, securityRules: given ?? rules, defaultSecurityRules: defaultSecurityRules(id) };
}

function publicIpOf(_: Call, { id, location, before, properties, kept }: Put): JsonObject {
  const standard = textAt(kept["sku"], "name") === "Standard";
  const allocation = textAt(properties, "publicIPAllocationMethod") ?? (standard ? "Static" : "Dynamic");
  const number = Number.parseInt(guidOf(id).slice(0, 4), 16);
  // 203.0.113.0/24 is set aside for documentation (RFC 5737): nobody is there.
  const address = { ipAddress: `203.0.113.${number % 254}` };
  return {
    publicIPAddressVersion: "IPv4",
    idleTimeoutInMinutes: 4,
    ipTags: [],
    ...properties,
    publicIPAllocationMethod: allocation,
    ...(allocation === "Static" ? address : {}),
    ...dnsOf(properties, location),
    ...ifThere("ipConfiguration", at(before, "properties", "ipConfiguration")),
  };
}

/** The name by which an address with a label is found ("Public IP addresses in Azure", Microsoft Learn, June 2026). */
function dnsOf(properties: JsonObject, location: string): JsonObject {
  const dnsSettings = objectAt(properties, "dnsSettings");
  const label = textAt(dnsSettings, "domainNameLabel");
  return label === undefined
    ? {}
    : { dnsSettings: { ...dnsSettings, fqdn: `${label.toLowerCase()}.${location}.cloudapp.azure.com` } };
}

function interfaceOf(call: Call, { id, before, properties }: Put): JsonObject {
  checkReference(call, id, textAt(properties, "networkSecurityGroup", "id"));
  return {
    enableAcceleratedNetworking: false,
    enableIPForwarding: false,
    tapConfigurations: [],
    nicType: "Standard",
    ...properties,
    ipConfigurations: configurationsOf(call, id, properties["ipConfigurations"]),
    ...ifThere("virtualMachine", at(before, "properties", "virtualMachine")),
    ...ifThere("primary", at(before, "properties", "primary")),
  };
}

function configurationsOf(call: Call, id: string, list: Json | undefined): readonly JsonObject[] {
  return children(list).map((given, index) => {
    const name = textAt(given, "name") ?? `ipconfig${index + 1}`;
    const properties = objectAt(given, "properties");
    checkReference(call, id, textAt(properties, "subnet", "id"));
    const address = textAt(properties, "publicIPAddress", "id");
    checkReference(call, id, address);
    const own = `${id}/ipConfigurations/${name}`;
    bindAddress(call, address, own);
    return {
      name,
      id: own,
      type: `${provider}/networkInterfaces/ipConfigurations`,
      properties: {
        privateIPAddress: `10.0.0.${4 + (Number.parseInt(guidOf(own).slice(0, 4), 16) % 250)}`,
        privateIPAllocationMethod: "Dynamic",
        privateIPAddressVersion: "IPv4",
        primary: index === 0,
        ...properties,
        provisioningState: "Succeeded",
      },
    };
  });
}

/** A public address shows the configuration that has it. */
function bindAddress(call: Call, address: string | undefined, configuration: string): void {
  const body = address === undefined ? undefined : call.estate.resources.get(address);
  if (body !== undefined) {
    const properties = { ...body.properties, ipConfiguration: { id: configuration } };
    call.estate.resources.set(body.id, { ...body, properties });
  }
}

function ifThere(name: string, value: Json | undefined): JsonObject {
  return value === undefined ? {} : { [name]: value };
}

function childRoutes(parentType: string, kind: string): readonly Route[] {
  const path = `${paths.group}/providers/${parentType}/{name}/${kind}/{child}`;
  const action = `${parentType}/${kind}`;
  return [
    { method: "GET", path, versions, action: `${action}/read`, handle: (call) => getChild(call, parentType, kind) },
    { method: "PUT", path, versions, action: `${action}/write`, handle: (call) => putChild(call, parentType, kind) },
    {
      method: "DELETE",
      path,
      versions,
      action: `${action}/delete`,
      handle: (call) => {
        const parent = parentOf(call, parentType);
        const rows = children(parent.properties[kind]);
        const left = rows.filter((row) => !isChild(row, call));
        saveChildren(call, parent, kind, left);
        return { status: left.length === rows.length ? 204 : 200 };
      },
    },
  ];
}

function parentOf(call: Call, type: string): ResourceRecord {
  const group = groupOf(call);
  const found = call.estate.resources.get(`${group.id}/providers/${type}/${call.param("name")}`);
  if (found === undefined) {
    throw resourceNotFound(type, call.param("name"), group.name);
  }
  return found;
}

function isChild(row: JsonObject, call: Call): boolean {
  return textAt(row, "name")?.toLowerCase() === call.param("child").toLowerCase();
}

function saveChildren(call: Call, parent: ResourceRecord, kind: string, rows: readonly JsonObject[]): void {
  call.estate.resources.set(parent.id, { ...parent, properties: { ...parent.properties, [kind]: rows } });
}

function getChild(call: Call, type: string, kind: string): Answer {
  const found = children(parentOf(call, type).properties[kind]).find((row) => isChild(row, call));
  if (found === undefined) {
    throw resourceNotFound(`${type}/${call.param("name")}/${kind}`, call.param("child"), groupOf(call).name);
  }
  return ok(found);
}

function putChild(call: Call, type: string, kind: string): Answer {
  const parent = parentOf(call, type);
  const rows = children(parent.properties[kind]);
  checkReference(call, parent.id, textAt(call.body, "properties", "networkSecurityGroup", "id"));
  const body = child(parent.id, parent.type, kind, { name: call.param("child"), properties: call.body["properties"] });
  const isNew = !rows.some((row) => isChild(row, call));
  saveChildren(call, parent, kind, isNew ? [...rows, body] : rows.map((row) => (isChild(row, call) ? body : row)));
  return { status: isNew ? 201 : 200, body };
}
