import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";
import { unmentioned } from "./unmentioned";

const article = sources.october2015Article;

/** What the article of 23 October 2015 says of the network. */
export const networkRows = {
  "reserved-ip-multiple": {
    lifted: true,
    value: 1,
    supported: "no",
    severity: "error",
    sources: [article, sources.introduction2015],
    statement: () => l10n.t("Virtual machines with several reserved IP addresses are not supported."),
  },
  "reserved-ip-no-endpoint": {
    lifted: true,
    supported: "no",
    severity: "error",
    sources: [article, sources.introduction2015],
    statement: () => l10n.t("Virtual machines with a reserved IP address and no endpoint are not supported."),
  },
  "multiple-nics": {
    lifted: true,
    value: 1,
    supported: "no",
    severity: "error",
    sources: [article, sources.introduction2015],
    statement: () => l10n.t("Virtual machines with more than one network interface are not supported."),
  },
  "load-balanced": {
    lifted: true,
    supported: "no",
    severity: "error",
    sources: [article, sources.introduction2015],
    statement: () => l10n.t("Virtual machines behind a load balancer, internal or internet-facing, are not supported."),
  },
  "outbound-connectivity": {
    lifted: true,
    supported: "no",
    severity: "error",
    sources: [article],
    statement: () =>
      l10n.t(
        "The backup extension must reach an Azure Storage endpoint over the internet; without it the backup fails.",
      ),
  },
  "static-private-ip": unmentioned,
  "public-ip-and-nat-gateway": unmentioned,
  "service-endpoint-storage-firewall": unmentioned,
  "nsg-present": unmentioned,
} satisfies Partial<Record<RuleCode, MatrixRow>>;
