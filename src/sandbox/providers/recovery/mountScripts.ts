import { randomBytes, randomUUID } from "node:crypto";
import type { Answer, Call } from "../../http/call";
import { textAt } from "../../http/json";
import type { Json } from "../../http/json";
import type { ItemRecord, RecoveryPointRecord } from "../../state/records";

/** Where the programs are that Windows machines are given. Nobody shows a token there, as at Microsoft's downloads. */
const programs = "/filerecovery/";
/** What clients write in place of the password, so that the script asks for it. */
const asksForPassword = "UserInput012345";

/**
 * What mounts the disks of a recovery point in a machine: for Linux one script with its text, for Windows a script and, second,
 * the address of a program, which the service's clients take (azure-cli 2.65, Azure PowerShell 2024). The name of each hides
 * a password, 33 characters behind its last underscore ("Restore Azure VMs using REST API", Microsoft Learn, 2021); it is another one each time.
 * The sandbox has no disks to mount; its scripts say so.
 */
export function mountScripts(call: Call, item: ItemRecord, point: RecoveryPointRecord): readonly Json[] {
  const vm = call.estate.resources.get(item.vmId) ?? item.source?.vm;
  const osType = textAt(vm, "properties", "storageProfile", "osDisk", "osType") ?? "Linux";
  const password = randomBytes(8).toString("hex").slice(0, 15);
  const session = randomUUID().replaceAll("-", "");
  const scriptNameSuffix = `${item.vmName}_${point.name}_${session}${password}${randomBytes(10).toString("hex")}`;
  const text = `Recovery point ${point.name} of ${item.vmName}: ${noDisks}`;
  if (osType === "Windows") {
    const url = `${call.settings.address}${programs}IaaSVMILRExeForWindows.exe`;
    return [
      script({ osType, scriptNameSuffix, scriptExtension: ".ps1" }, `Write-Output "${text}"\r\n`),
      { osType, scriptNameSuffix, scriptExtension: ".exe", scriptContent: null, url },
    ];
  }
  const lines = [
    "#!/usr/bin/env python3",
    "import getpass",
    `TargetPassword="${password}"`,
    `if TargetPassword == "${asksForPassword}":`,
    `    TargetPassword = getpass.getpass("Password: ")`,
    `print("${text}")`,
    "",
  ];
  return [script({ osType, scriptNameSuffix, scriptExtension: ".py" }, lines.join("\n"))];
}

const noDisks = "the sandbox has no disks to mount.";

function script(
  names: Readonly<Record<"osType" | "scriptNameSuffix" | "scriptExtension", string>>,
  text: string,
): Json {
  return { ...names, scriptContent: Buffer.from(text).toString("base64"), url: "" };
}

/** The program of such an address; undefined for every other request. */
export function mountProgram(method: string, target: string): Answer | undefined {
  return method === "GET" && target.toLowerCase().startsWith(programs) ? { status: 200, body: noDisks } : undefined;
}
