// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.report;

/** How wide a chart is drawn: the page holds each one twice and shows the one that fits. */
enum ChartWidth {
    /** For a screen of a desk, and for paper. */
    WIDE(960, 40, 16, 0, 6),
    /** For a phone: titles in short lines, rows as high as three of them. */
    NARROW(358, 18, 6, 12, 6);

    private final int pixels;
    private final int lineLetters;
    private final int placeLetters;
    private final int higher;
    private final int labelSize;

    ChartWidth(int pixels, int lineLetters, int placeLetters, int higher, int labelSize) {
        this.pixels = pixels;
        this.lineLetters = lineLetters;
        this.placeLetters = placeLetters;
        this.higher = higher;
        this.labelSize = labelSize;
    }

    int pixels() {
        return pixels;
    }

    /** Letters of the longest line of a title down the side. */
    int lineLetters() {
        return lineLetters;
    }

    /** How many capital M are as wide as such a line, beside four digits. */
    int placeLetters() {
        return placeLetters;
    }

    /** By how much a row is higher than in the wide chart. */
    int higher() {
        return higher;
    }

    /** Size of the numbers in a field, in the units of lets-plot. */
    int labelSize() {
        return labelSize;
    }
}
