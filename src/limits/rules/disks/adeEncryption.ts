import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible, related } from "../../breach";
import { allDisks } from "../../parts/disks";
import { isTrue, itself, judge } from "../../parts/judgement";
import type { Fact } from "../../profile/fact";
import type { VmProfile } from "../../profile/vm";
import type { MachineRule, RuleExample } from "../../rule";

/** Machines that Azure Disk Encryption encrypts from inside, whose keys the service has to read. */
export const adeEncryption: MachineRule = {
  code: "ade-encryption",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Azure Disk Encryption"),
  text: () => ({
    what: l10n.t(
      "Finds the extensions AzureDiskEncryption and AzureDiskEncryptionForLinux, and encryption settings on the disks.",
    ),
    why: l10n.t(
      "Such a virtual machine is backed up when the backup service may read the keys in its key vault, in the same subscription. Its files cannot be restored one by one, nor the existing machine replaced.",
    ),
    fix: l10n.t(
      "Give the backup service access to the key vault (the portal does it by itself), use standalone keys and none inside certificates, and an Enhanced policy when disks are left out.",
    ),
  }),
  check: ({ vm, subject, service }) => {
    const encryption = encryptionOf(vm);
    const judgement = judge(encryption, itself);
    const place = encryption.place ?? vm.place;
    switch (judgement.verdict) {
      case "keeps":
        return [];
      case "breaks":
        return [
          certain({
            message: l10n.t(
              "{0} is encrypted with Azure Disk Encryption, so {1} needs access to the keys in its key vault.",
              subject,
              service,
            ),
            place,
            condition: l10n.t("Give the backup service access to the key vault."),
            related: [related(l10n.t("The virtual machine."), vm.place)],
          }),
        ];
      case "open": {
        const message = l10n.t(
          "Parameter {0} decides whether {1} is encrypted with Azure Disk Encryption; {2} then needs access to the keys in its key vault.",
          parameterNames(judgement.fact.because),
          subject,
          service,
        );
        return [possible(judgement.fact, { message, place })];
      }
    }
  },
};

/** True when anything says so; parameters before what nobody tells, since only they can be asked for. */
function encryptionOf(vm: VmProfile): Fact<boolean> {
  const facts = [vm.encryptionExtension, ...allDisks(vm).map(({ guestEncrypted }) => guestEncrypted)];
  return facts.find(isTrue) ?? facts.find((fact) => judge(fact, itself).verdict === "open") ?? vm.encryptionExtension;
}

export const adeEncryptionExample: RuleExample = {
  bad: `{
  "type": "Microsoft.Compute/virtualMachines/extensions",
  "apiVersion": "2024-07-01",
  "name": "web/AzureDiskEncryption",
  "location": "westeurope",
  "properties": {
    "publisher": "Microsoft.Azure.Security",
    "type": "AzureDiskEncryption",
    "typeHandlerVersion": "2.2",
    "settings": {
      "EncryptionOperation": "EnableEncryption",
      "KeyVaultURL": "[reference(variables('keyVaultId'), '2023-07-01').vaultUri]",
      "KeyVaultResourceId": "[variables('keyVaultId')]",
      "VolumeType": "All"
    }
  }
}`,
  good: `"securityProfile": { "encryptionAtHost": true }
// ... of the virtual machine: its host encrypts the disks, and nothing has to be read from a key vault`,
};
