import * as clouds from "../../../../../src/azure/accounts/clouds";
import type { CloudChoice } from "../../../../../src/features/accounts/sources/cloudSetting";

/** The public cloud, as a source gets it. */
export const publicChoice: CloudChoice = { cloud: clouds.publicCloud, provider: "microsoft" };

/** Azure US Government, as a source gets it. */
export const governmentChoice: CloudChoice = {
  cloud: clouds.usGovernmentCloud,
  provider: "microsoft-sovereign-cloud",
};
