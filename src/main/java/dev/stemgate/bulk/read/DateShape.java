// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.model.DateRange;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;

/**
 * Dates and dateTimes as FHIR R4 writes them, to the literal local date. What is not exactly so is odd. A day that comes again soon is
 * made once; thread-confined.
 */
final class DateShape {

    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 2200;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private static final int BITS = 10;

    private final DateRange[] known = new DateRange[1 << BITS];
    private final int[] knownDays = new int[1 << BITS];

    DateRange range(byte[] text, int from, int to) throws OddShape {
        int length = to - from;
        int year = number(text, from, length, 0, 4);
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw OddShape.FOUND;
        }
        if (length == 4) {
            return DateRange.year(Year.of(year));
        }
        expect(text, from, length, 4, '-');
        int month = number(text, from, length, 5, 2);
        if (month < 1 || month > 12) {
            throw OddShape.FOUND;
        }
        if (length == 7) {
            return DateRange.month(YearMonth.of(year, month));
        }
        expect(text, from, length, 7, '-');
        int day = number(text, from, length, 8, 2);
        boolean leapDay = day == 29 && month == 2 && Year.isLeap(year);
        if (day < 1 || day > DAYS[month - 1] && !leapDay) {
            throw OddShape.FOUND;
        }
        if (length > 10) {
            time(text, from, length);
        }
        return day(year, month, day);
    }

    private DateRange day(int year, int month, int day) {
        int which = (year << 4 | month) << 5 | day;
        int slot = which * 0x9E3779B1 >>> 32 - BITS;
        if (knownDays[slot] != which) {
            known[slot] = DateRange.day(LocalDate.of(year, month, day));
            knownDays[slot] = which;
        }
        return known[slot];
    }

    private static void time(byte[] text, int from, int length) throws OddShape {
        expect(text, from, length, 10, 'T');
        upTo(number(text, from, length, 11, 2), 23);
        expect(text, from, length, 13, ':');
        upTo(number(text, from, length, 14, 2), 59);
        expect(text, from, length, 16, ':');
        upTo(number(text, from, length, 17, 2), 60);
        int at = 19;
        if (at < length && text[from + at] == '.') {
            int digits = at + 1;
            while (digits < length && isDigit(text[from + digits])) {
                digits++;
            }
            if (digits == at + 1) {
                throw OddShape.FOUND;
            }
            at = digits;
        }
        if (at == length || at + 1 == length && text[from + at] == 'Z') {
            return;
        }
        if (length != at + 6 || text[from + at] != '+' && text[from + at] != '-') {
            throw OddShape.FOUND;
        }
        upTo(number(text, from, length, at + 1, 2), 14);
        expect(text, from, length, at + 3, ':');
        upTo(number(text, from, length, at + 4, 2), 59);
    }

    private static int number(byte[] text, int from, int length, int at, int digits) throws OddShape {
        if (at + digits > length) {
            throw OddShape.FOUND;
        }
        int number = 0;
        for (int i = from + at; i < from + at + digits; i++) {
            if (!isDigit(text[i])) {
                throw OddShape.FOUND;
            }
            number = number * 10 + text[i] - '0';
        }
        return number;
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }

    private static void expect(byte[] text, int from, int length, int at, char letter) throws OddShape {
        if (at >= length || text[from + at] != letter) {
            throw OddShape.FOUND;
        }
    }

    private static void upTo(int number, int most) throws OddShape {
        if (number > most) {
            throw OddShape.FOUND;
        }
    }
}
