import { describe, expect, it } from "vitest";
import { restoreAdvice } from "../../../../../src/features/restore/fit/restoreAdvice";
import { machine, snapshot } from "../../support/estate";

const group = machine().id.split("/providers/")[0] ?? "";
const nicId = (name: string): string => `${group}/providers/Microsoft.Network/networkInterfaces/${name}`;

/** The VM 'web-01' with these network interfaces and disks. */
function live(nics: readonly object[], dataDisks: readonly object[] = []) {
  const { vmId, unreadable } = snapshot();
  const { id, name, location } = machine();
  const osDisk = { osType: "Linux", managedDisk: { storageAccountType: "Premium_LRS" } };
  return {
    vmId,
    unreadable,
    resources: [
      {
        id,
        name,
        type: "Microsoft.Compute/virtualMachines",
        location,
        properties: {
          hardwareProfile: { vmSize: "Standard_D4s_v5" },
          storageProfile: { osDisk, dataDisks },
          networkProfile: { networkInterfaces: nics.map((_nic, index) => ({ id: nicId(`nic${index}`) })) },
        },
      },
      ...nics.map((nic, index) => ({
        id: nicId(`nic${index}`),
        name: `nic${index}`,
        type: "Microsoft.Network/networkInterfaces",
        location,
        properties: { ipConfigurations: [{ name: "a", properties: nic }] },
      })),
    ],
  };
}

const plain = {
  privateIPAllocationMethod: "Dynamic",
  subnet: { id: `${group}/providers/x/virtualNetworks/n/subnets/s` },
};

describe("advice about a restore", () => {
  it("tells the article of 2015 beside today even of a VM that nothing can be read of", () => {
    const { notes, network } = restoreAdvice(undefined);
    expect(notes.map(({ code }) => code)).toEqual([
      "restore-in-place",
      "cross-region-restore",
      "restore-domain-controller",
    ]);
    expect(notes[0]?.october2015).toContain("delete the machine and its disks first");
    expect(notes[0]?.today).toContain("is stopped");
    expect(network).toEqual([]);
  });

  it("knows a VM's special network: a load balancer, several interfaces", () => {
    const pool = { id: `${group}/providers/Microsoft.Network/loadBalancers/lb/backendAddressPools/p` };
    const { network } = restoreAdvice(live([{ ...plain, loadBalancerBackendAddressPools: [pool] }, plain]));
    expect(network.map(({ code }) => code)).toEqual(["multiple-nics", "load-balanced"]);
    expect(network[0]?.today).toContain("restore the disks to rebuild");
  });

  it("is silent about an ordinary network", () => {
    expect(restoreAdvice(live([plain])).network).toEqual([]);
  });

  it("knows the disks that no files can be recovered from", () => {
    const disk = (sku: string, more: object = {}) => ({ lun: 0, managedDisk: { storageAccountType: sku }, ...more });
    expect(restoreAdvice(live([plain], [disk("UltraSSD_LRS")])).fileObstacles).toEqual(["ultra"]);
    expect(
      restoreAdvice(live([plain], [disk("Premium_LRS", { writeAcceleratorEnabled: true })])).fileObstacles,
    ).toEqual(["writeAccelerator"]);
    expect(restoreAdvice(live([plain], [disk("Premium_LRS")])).fileObstacles).toEqual([]);
  });
});
