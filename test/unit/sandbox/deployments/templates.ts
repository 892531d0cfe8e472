import { development } from "../sandboxFixture";
import type { Reply, TestClient } from "../sandboxFixture";

export const group = `${development}/resourceGroups/rg-dev-weu`;
export const providers = `${group}/providers`;
export const deployment = `${providers}/Microsoft.Resources/deployments/main`;

/** The `api-version` of deployments. */
export const version = "api-version=2024-07-01";

export interface Parts {
  readonly resources?: readonly unknown[] | Readonly<Record<string, unknown>>;
  readonly [section: string]: unknown;
}

/** A template for a resource group, or of another schema. */
export function template(parts: Parts, schema = "deploymentTemplate"): Record<string, unknown> {
  return {
    $schema: `https://schema.management.azure.com/schemas/2019-04-01/${schema}.json#`,
    contentVersion: "1.0.0.0",
    resources: [],
    ...parts,
  };
}

/** The request that deploys a template. */
export function body(parts: Parts, parameters: Readonly<Record<string, unknown>> = {}, mode = "Incremental"): unknown {
  const given = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }]));
  return { properties: { mode, template: template(parts), parameters: given } };
}

/** Puts a deployment and lets it run to its end; answers the refusal of one that is not accepted. */
export async function deploy(client: TestClient, request: unknown, path = deployment): Promise<Reply> {
  const accepted = await client.put(`${path}?${version}`, request);
  if (accepted.status >= 400) {
    return accepted;
  }
  client.wait(120_000);
  return client.get(`${path}?${version}`);
}

/** A storage account of a template. */
export function storage(name: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    type: "Microsoft.Storage/storageAccounts",
    apiVersion: "2023-01-01",
    name,
    location: "westeurope",
    sku: { name: "Standard_LRS" },
    kind: "StorageV2",
    ...more,
  };
}

/** A deployment inside of a template. */
export function nested(
  name: string,
  parts: Parts,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2024-03-01",
    name,
    properties: { mode: "Incremental", template: template(parts), ...more },
  };
}
