import { expect, test } from "vitest";
import { changesInSummer } from "../../../src/limits/knowledge/daylightSaving";

/** The time zone of the IANA database that CLDR gives for each Windows time zone. */
const changing = {
  "Aleutian Standard Time": "America/Adak",
  "Alaskan Standard Time": "America/Anchorage",
  "Pacific Standard Time (Mexico)": "America/Tijuana",
  "Pacific Standard Time": "America/Los_Angeles",
  "Mountain Standard Time": "America/Denver",
  "Central Standard Time": "America/Chicago",
  "Easter Island Standard Time": "Pacific/Easter",
  "Eastern Standard Time": "America/New_York",
  "Haiti Standard Time": "America/Port-au-Prince",
  "Cuba Standard Time": "America/Havana",
  "US Eastern Standard Time": "America/Indiana/Indianapolis",
  "Turks And Caicos Standard Time": "America/Grand_Turk",
  "Atlantic Standard Time": "America/Halifax",
  "Pacific SA Standard Time": "America/Santiago",
  "Newfoundland Standard Time": "America/St_Johns",
  "Saint Pierre Standard Time": "America/Miquelon",
  "Azores Standard Time": "Atlantic/Azores",
  "GMT Standard Time": "Europe/London",
  "W. Europe Standard Time": "Europe/Berlin",
  "Central Europe Standard Time": "Europe/Budapest",
  "Romance Standard Time": "Europe/Paris",
  "Central European Standard Time": "Europe/Warsaw",
  "GTB Standard Time": "Europe/Bucharest",
  "Middle East Standard Time": "Asia/Beirut",
  "Egypt Standard Time": "Africa/Cairo",
  "E. Europe Standard Time": "Europe/Chisinau",
  "FLE Standard Time": "Europe/Kyiv",
  "Israel Standard Time": "Asia/Jerusalem",
  "Cen. Australia Standard Time": "Australia/Adelaide",
  "AUS Eastern Standard Time": "Australia/Sydney",
  "Tasmania Standard Time": "Australia/Hobart",
  "Lord Howe Standard Time": "Australia/Lord_Howe",
  "Norfolk Standard Time": "Pacific/Norfolk",
  "New Zealand Standard Time": "Pacific/Auckland",
  "Chatham Islands Standard Time": "Pacific/Chatham",
};

const steady = {
  UTC: "UTC",
  "India Standard Time": "Asia/Kolkata",
  "China Standard Time": "Asia/Shanghai",
  "Tokyo Standard Time": "Asia/Tokyo",
  "Singapore Standard Time": "Asia/Singapore",
  "Arabian Standard Time": "Asia/Dubai",
  "E. South America Standard Time": "America/Sao_Paulo",
  "US Mountain Standard Time": "America/Phoenix",
  "South Africa Standard Time": "Africa/Johannesburg",
  "E. Australia Standard Time": "Australia/Brisbane",
  "Turkey Standard Time": "Europe/Istanbul",
};

/** What a clock shows at noon UTC in January and in July. */
function clocks(timeZone: string): readonly string[] {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  return [new Date("2025-01-15T12:00:00Z"), new Date("2025-07-15T12:00:00Z")].map((date) => format.format(date));
}

test.each(Object.entries(changing))("the clocks of '%s' (%s) change in summer", (windows, iana) => {
  const [january, july] = clocks(iana);
  expect(january).not.toBe(july);
  expect(changesInSummer(windows)).toBe(true);
  expect(changesInSummer(windows.toUpperCase())).toBe(true);
});

test.each(Object.entries(steady))("the clocks of '%s' (%s) never change", (windows, iana) => {
  const [january, july] = clocks(iana);
  expect(january).toBe(july);
  expect(changesInSummer(windows)).toBe(false);
});
