/** The images that the estate's VMs were made from, and what such a guest reports. */
export interface Image {
  readonly os: "Windows" | "Linux";
  readonly publisher: string;
  readonly offer: string;
  readonly sku: string;
  readonly osName: string;
  readonly osVersion: string;
}

function windows(sku: string, osName: string, osVersion: string): Image {
  return { os: "Windows", publisher: "MicrosoftWindowsServer", offer: "WindowsServer", sku, osName, osVersion };
}

function linux(publisher: string, offer: string, sku: string, osName: string, osVersion: string): Image {
  return { os: "Linux", publisher, offer, sku, osName, osVersion };
}

export const images = {
  windows2022: windows(
    "2022-datacenter-azure-edition",
    "Windows Server 2022 Datacenter Azure Edition",
    "Microsoft Windows NT 10.0.20348.0",
  ),
  windows2019: windows("2019-Datacenter", "Windows Server 2019 Datacenter", "Microsoft Windows NT 10.0.17763.0"),
  windows2016: windows("2016-Datacenter", "Windows Server 2016 Datacenter", "Microsoft Windows NT 10.0.14393.0"),
  windows2012r2: windows("2012-R2-Datacenter", "Windows Server 2012 R2 Datacenter", "Microsoft Windows NT 6.3.9600.0"),
  windows2008r2: windows("2008-R2-SP1", "Windows Server 2008 R2 Datacenter", "Microsoft Windows NT 6.1.7601.0"),
  ubuntu2204: linux("Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-gen2", "ubuntu", "22.04"),
  ubuntu2404: linux("Canonical", "ubuntu-24_04-lts", "server", "ubuntu", "24.04"),
  rhel9: linux("RedHat", "RHEL", "9-lvm-gen2", "rhel", "9.4"),
  debian12: linux("Debian", "debian-12", "12-gen2", "debian", "12.6"),
  sles15: linux("SUSE", "sles-15-sp5", "gen2", "sles", "15.5"),
} as const satisfies Readonly<Record<string, Image>>;

export type ImageName = keyof typeof images;
