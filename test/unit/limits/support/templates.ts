import { checkTemplate, type TemplateCheck } from "../../../../src/limits/check/checkTemplate";
import type { CheckOptions } from "../../../../src/limits/check/checkOptions";
import type { Fact } from "../../../../src/limits/profile/fact";
import type { VmProfile } from "../../../../src/limits/profile/vm";
import { profilesOfTemplate } from "../../../../src/limits/fromTemplate";
import { evaluateTemplate } from "../../../../src/template/evaluateTemplate";

/** The parts of a template that differ from test to test. */
export interface TemplateParts {
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly resources: readonly unknown[];
}

/** The text of a template. */
export function templateText(parts: TemplateParts): string {
  return JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    ...parts,
  });
}

/** The machines of a template. */
export function profiles(parts: TemplateParts): readonly VmProfile[] {
  return profilesOfTemplate(evaluateTemplate(templateText(parts)));
}

/** The only machine of a template. */
export function profile(parts: TemplateParts): VmProfile {
  const [only, ...others] = profiles(parts);
  if (only === undefined || others.length > 0) {
    throw new Error(`the template has ${others.length + (only === undefined ? 0 : 1)} machines`);
  }
  return only;
}

/** Checks a template. */
export function check(parts: TemplateParts, options: CheckOptions): TemplateCheck {
  const text = templateText(parts);
  return checkTemplate(evaluateTemplate(text), text, options);
}

/** The value of a fact that has to be known. */
export function valueOf<T>(fact: Fact<T>): T {
  if (!fact.known) {
    throw new Error(`not known: ${fact.reason}`);
  }
  return fact.value;
}

/** The reference to a resource of the template. */
export function id(type: string, ...names: readonly string[]): string {
  return `[resourceId('${type}', ${names.map((name) => `'${name}'`).join(", ")})]`;
}

/** A machine 'web' in West Europe with the network interface 'nic'. */
export function machine(
  properties: Readonly<Record<string, unknown>> = {},
  head: Readonly<Record<string, unknown>> = {},
): unknown {
  return {
    type: "Microsoft.Compute/virtualMachines",
    apiVersion: "2024-07-01",
    name: "web",
    location: "West Europe",
    ...head,
    properties: {
      hardwareProfile: { vmSize: "Standard_D2s_v5" },
      networkProfile: { networkInterfaces: [{ id: id("Microsoft.Network/networkInterfaces", "nic") }] },
      ...properties,
    },
  };
}

/** The interface 'nic' in the subnet 'vms' of the network 'net'. */
export function nicResource(
  configuration: Readonly<Record<string, unknown>> = {},
  properties: Readonly<Record<string, unknown>> = {},
): unknown {
  return {
    type: "Microsoft.Network/networkInterfaces",
    apiVersion: "2024-05-01",
    name: "nic",
    location: "westeurope",
    properties: {
      ...properties,
      ipConfigurations: [
        {
          name: "primary",
          properties: {
            subnet: { id: id("Microsoft.Network/virtualNetworks/subnets", "net", "vms") },
            ...configuration,
          },
        },
      ],
    },
  };
}

/** The network 'net' with the subnet 'vms'. */
export function network(subnet: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    type: "Microsoft.Network/virtualNetworks",
    apiVersion: "2024-05-01",
    name: "net",
    location: "westeurope",
    properties: { subnets: [{ name: "vms", properties: { addressPrefix: "10.0.0.0/24", ...subnet } }] },
  };
}

/** The network security group 'nsg'. */
export function securityGroup(...rules: readonly unknown[]): unknown {
  return {
    type: "Microsoft.Network/networkSecurityGroups",
    apiVersion: "2024-05-01",
    name: "nsg",
    location: "westeurope",
    properties: { securityRules: rules },
  };
}

/** A rule that denies everything to the internet unless told otherwise. */
export function securityRule(name: string, properties: Readonly<Record<string, unknown>> = {}): unknown {
  return { name, properties: ruleProperties(properties) };
}

/** The properties of that rule. */
export function ruleProperties(properties: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    priority: 200,
    direction: "Outbound",
    access: "Deny",
    protocol: "*",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "Internet",
    destinationPortRange: "*",
    ...properties,
  };
}
