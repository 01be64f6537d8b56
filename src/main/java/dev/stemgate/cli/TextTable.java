// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: every column as wide as its widest cell, the last one wrapped at the width of the screen. */
final class TextTable {

    private static final String GAP = "  ";

    private final int screenWidth;
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(int screenWidth, String... header) {
        this.screenWidth = screenWidth;
        this.header = List.of(header);
    }

    void row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException("a row has as many cells as the header");
        }
        rows.add(List.of(cells));
    }

    void print(PrintWriter out) {
        int last = header.size() - 1;
        int[] widths = new int[last];
        for (int column = 0; column < last; column++) {
            int index = column;
            widths[column] = Math.max(
                    header.get(column).length(),
                    rows.stream().mapToInt(row -> row.get(index).length()).max().orElse(0));
        }
        int indent = GAP.length() * last;
        for (int width : widths) {
            indent += width;
        }
        int room = Math.max(30, screenWidth - indent);
        print(out, header, widths, indent, room);
        print(out, rule(widths, room), widths, indent, room);
        rows.forEach(row -> print(out, row, widths, indentOf(widths), room));
    }

    private static int indentOf(int[] widths) {
        int indent = GAP.length() * widths.length;
        for (int width : widths) {
            indent += width;
        }
        return indent;
    }

    private static List<String> rule(int[] widths, int room) {
        List<String> cells = new ArrayList<>();
        for (int width : widths) {
            cells.add("-".repeat(width));
        }
        cells.add("-".repeat(Math.min(room, 40)));
        return cells;
    }

    private static void print(PrintWriter out, List<String> row, int[] widths, int indent, int room) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(row.get(column))
                    .append(" ".repeat(widths[column] - row.get(column).length()))
                    .append(GAP);
        }
        List<String> wrapped = wrap(row.get(widths.length), room);
        out.println((line + wrapped.get(0)).stripTrailing());
        wrapped.stream().skip(1).forEach(more -> out.println(" ".repeat(indent) + more));
    }

    /** Breaks at blanks; a word that is longer than the room stands alone and sticks out. At least one line. */
    static List<String> wrap(String text, int room) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
