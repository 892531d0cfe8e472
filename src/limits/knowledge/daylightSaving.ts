/**
 * Windows time zones of which the clocks change in summer, by the names that a policy's `timeZone` has. A zone that is not
 * listed has no such change, or rules that come and go. Source: the time zone names of Unicode CLDR (windowsZones) and the
 * rules of the IANA time zone database, 2025.
 */
const changing: ReadonlySet<string> = new Set(
  [
    "Aleutian Standard Time",
    "Alaskan Standard Time",
    "Pacific Standard Time (Mexico)",
    "Pacific Standard Time",
    "Mountain Standard Time",
    "Central Standard Time",
    "Easter Island Standard Time",
    "Eastern Standard Time",
    "Haiti Standard Time",
    "Cuba Standard Time",
    "US Eastern Standard Time",
    "Turks And Caicos Standard Time",
    "Atlantic Standard Time",
    "Pacific SA Standard Time",
    "Newfoundland Standard Time",
    "Saint Pierre Standard Time",
    "Azores Standard Time",
    "GMT Standard Time",
    "W. Europe Standard Time",
    "Central Europe Standard Time",
    "Romance Standard Time",
    "Central European Standard Time",
    "GTB Standard Time",
    "Middle East Standard Time",
    "Egypt Standard Time",
    "E. Europe Standard Time",
    "FLE Standard Time",
    "Israel Standard Time",
    "Cen. Australia Standard Time",
    "AUS Eastern Standard Time",
    "Tasmania Standard Time",
    "Lord Howe Standard Time",
    "Norfolk Standard Time",
    "New Zealand Standard Time",
    "Chatham Islands Standard Time",
  ].map((zone) => zone.toLowerCase()),
);

/** True for a Windows time zone of which the clocks change in summer. */
export function changesInSummer(zone: string): boolean {
  return changing.has(zone.toLowerCase());
}
