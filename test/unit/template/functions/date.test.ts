import { describe, expect, it } from "vitest";
import { jsonOf, valueOf } from "../inTemplate";

describe("dates", () => {
  it.each([
    // The page about date functions of the Azure documentation.
    ["dateTimeToEpoch('2023-05-02T15:16:13Z')", 1683040573],
    ["dateTimeFromEpoch(1683040573)", "2023-05-02T15:16:13Z"],
    ["dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y')", "2023-04-07T14:53:14Z"],
    ["dateTimeAdd('2020-04-07 14:53:14Z', '-P9D')", "2020-03-29T14:53:14Z"],
    ["dateTimeAdd('2020-04-07 14:53:14Z', 'PT1H')", "2020-04-07T15:53:14Z"],
    ["dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y', 'd')", "04/07/2023"],
    ["dateTimeAdd('2020-04-07 14:53:14Z', 'PT1H', 'u')", "2020-04-07 15:53:14Z"],
    // Formats of .NET.
    ["dateTimeAdd('2020-04-07T14:53:14Z', 'PT0S', 'yyyyMMddTHHmmssZ')", "20200407T145314Z"],
    ["dateTimeAdd('2020-04-07T14:53:14Z', 'P1D', 'M d')", "4 8"],
    ["dateTimeAdd('2020-04-07T14:53:14Z', 'PT1M30S', 'o')", "2020-04-07T14:54:44.0000000Z"],
    ["dateTimeAdd('2020-04-07T14:53:14Z', 'P1W', 'ddd, dd MMM yy hh:mm tt')", "Tue, 14 Apr 20 02:53 PM"],
    ["dateTimeAdd('20200407T145314Z', 'P0D', 's')", "2020-04-07T14:53:14"],
    ["dateTimeAdd('2020-04-07T14:53:14+02:00', 'PT0S', 's')", "2020-04-07T12:53:14"],
    ["dateTimeToEpoch('1970-01-01')", 0],
  ])("%s", (expression, value) => {
    expect(jsonOf(expression)).toEqual(value);
  });

  it.each([
    ["dateTimeAdd('2023-02-30T00:00:00Z', 'P1D')", "is not a date and time"],
    ["dateTimeAdd('yesterday', 'P1D')", "is not a date and time"],
    ["dateTimeAdd('2023-02-28T00:00:00Z', '1 day')", "is not a duration"],
    ["dateTimeAdd('2023-02-28T00:00:00Z', 'P')", "is not a duration"],
    ["dateTimeFromEpoch(99999999999999)", "are not a date"],
  ])("%s says that it %s", (expression, part) => {
    expect(() => jsonOf(expression)).toThrow(part);
  });

  it.each([
    // Counted as 30 days in the documentation, as a calendar month by others.
    "dateTimeAdd('2023-01-31 00:00:00Z', 'P1M')",
    "dateTimeAdd('2023-01-15 00:00:00Z', 'P1M')",
    // In which format it is given back is not documented.
    "dateTimeAdd('20200407T145314Z', 'P1D')",
    // A format that depends on more than the invariant patterns.
    "dateTimeAdd('2020-04-07T14:53:14Z', 'P1D', 'F')",
    "dateTimeAdd(parameters('text'), 'P1D')",
  ])("%s stays unknown rather than being wrong", (expression) => {
    expect(valueOf(expression).kind).toBe("unknown");
    expect(jsonOf(expression)).toBeUndefined();
  });
});
