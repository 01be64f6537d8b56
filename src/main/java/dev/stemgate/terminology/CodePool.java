// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/**
 * The codes of one system, in the order of their bytes. All codes and displays stand in one array of bytes, and what equal codes say is
 * held once: tens of thousands of objects would take several times the memory. A {@link KnownCode} is made when it is asked for.
 * Immutable, thread-safe.
 */
final class CodePool extends AbstractList<KnownCode> implements RandomAccess {

    static final CodePool EMPTY = new Builder(0).build();

    /** The order in which codes are added. */
    static final Comparator<String> ORDER = CodePool::compare;

    /** Between a code and its displays, none of which has it: they are cells of a table. */
    private static final byte BETWEEN = '\n';

    /** What a code says without its displays. */
    private record Meaning(Terminology.Domain domain, List<CodeEntry> entries) {}

    private final byte[] text;
    private final int[] starts;
    private final int[] meaningOf;
    private final List<Meaning> meanings;

    private CodePool(byte[] text, int[] starts, int[] meaningOf, List<Meaning> meanings) {
        this.text = text;
        this.starts = starts;
        this.meaningOf = meaningOf;
        this.meanings = meanings;
    }

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(bytes(one), bytes(other));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Where a code stands; negative when it is none of them. */
    int find(String code) {
        byte[] wanted = bytes(code);
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(text, starts[middle], endOfCode(middle), wanted, 0, wanted.length);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    String code(int index) {
        return text(starts[index], endOfCode(index));
    }

    @Override
    public KnownCode get(int index) {
        Meaning meaning = meanings.get(meaningOf[index]);
        List<String> displays = new ArrayList<>(1);
        int from = endOfCode(index) + 1;
        while (from <= starts[index + 1]) {
            int to = end(from, index);
            displays.add(text(from, to));
            from = to + 1;
        }
        return new KnownCode(meaning.domain(), displays, meaning.entries());
    }

    @Override
    public int size() {
        return meaningOf.length;
    }

    private int endOfCode(int index) {
        return end(starts[index], index);
    }

    private int end(int from, int index) {
        int to = from;
        while (to < starts[index + 1] && text[to] != BETWEEN) {
            to++;
        }
        return to;
    }

    private String text(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }

    /** Takes codes in. For one load; not thread-safe. */
    static final class Builder {

        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private final int[] starts;
        private final int[] meaningOf;
        private final Map<Meaning, Integer> numbers = new LinkedHashMap<>();
        private int size;

        /** @param size how many codes there will be */
        Builder(int size) {
            this.starts = new int[size + 1];
            this.meaningOf = new int[size];
        }

        /** Adds a code that comes after all before it in {@link CodePool#ORDER}. */
        void add(String code, KnownCode known) {
            text.writeBytes(bytes(code));
            for (String display : known.displays()) {
                text.write(BETWEEN);
                text.writeBytes(bytes(display));
            }
            Meaning meaning = new Meaning(known.domain(), known.entries());
            meaningOf[size] = numbers.computeIfAbsent(meaning, fresh -> numbers.size());
            size++;
            starts[size] = text.size();
        }

        CodePool build() {
            return new CodePool(text.toByteArray(), starts, meaningOf, List.copyOf(numbers.keySet()));
        }
    }
}
