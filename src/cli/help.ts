const overview = `azure-vm-backup - what Azure Backup can protect, read from ARM templates

  azure-vm-backup inspect TEMPLATE   what a template deploys, as JSON
  azure-vm-backup check INPUT...     which of its virtual machines cannot be backed up, and why
  azure-vm-backup rules              the rules, with the limits of both support matrices
  azure-vm-backup help COMMAND       the options of a command

Exit codes: 0 nothing to complain about, 1 findings, 2 usage or unreadable input.
`;

const details: Readonly<Record<string, string>> = {
  inspect: `azure-vm-backup inspect TEMPLATE [OPTION...]

Prints as JSON what the template deploys, as far as it can be known without deploying it. Linked templates are read from
the disk, below the folder in which the command runs (or the template's own); nothing is fetched.

  --parameters FILE      a parameter file; several may be given, later ones win
  --set NAME=JSON        one parameter; wins over the files
  --subscription ID      what subscription().subscriptionId gives
  --resource-group NAME  what resourceGroup().name gives
  --location REGION      what resourceGroup().location gives
`,
  check: `azure-vm-backup check FILE|FOLDER|GLOB... [OPTION...]

Checks the templates among the files; other JSON files are passed over. Linked templates are read from the disk, below
the folder in which the command runs (or the one that is given); nothing is fetched.

  --parameters FILE      a parameter file; several may be given, later ones win
  --limits MATRIX        current (default) or 2015-10
  --format FORMAT        text (default), json, or sarif (2.1.0) for code scanning
  --severity RULE=LEVEL  error, warning, information, hint or off for the certain findings of a rule
  --value RULE=NUMBER    another number in the place of the matrix's; the findings say whose number it is
  --fail-on LEVEL        the least severity for exit code 1: error (default), warning, information, hint
  --hints                tells hints too, as text and in SARIF; JSON always has them
  --baseline FILE        accepts the findings of this file: only others are told and count for the exit code
  --write-baseline FILE  writes all findings to this file, so that an old repository can start from there
`,
  rules: `azure-vm-backup rules [OPTION...]

  --limits MATRIX        current or 2015-10; both when it is not given
  --format FORMAT        text (default) or json
`,
};

/** What `--help` prints; the overview for a command that does not exist. */
export function helpText(about: string | undefined): string {
  return (about === undefined ? undefined : details[about]) ?? overview;
}
