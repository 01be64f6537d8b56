// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The ways in which a file comes to harm. Each makes another file of the given one, by a seeded chance. */
enum Mutation {
    /** Its end is missing. */
    TRUNCATION {
        @Override
        byte[] of(byte[] file, Random chance) {
            return Arrays.copyOf(file, chance.nextInt(file.length));
        }
    },
    /** Its beginning is missing. */
    BEHEADING {
        @Override
        byte[] of(byte[] file, Random chance) {
            return Arrays.copyOfRange(file, 1 + chance.nextInt(file.length), file.length);
        }
    },
    /** One bit is another. */
    BIT_FLIP {
        @Override
        byte[] of(byte[] file, Random chance) {
            byte[] mutant = file.clone();
            mutant[chance.nextInt(file.length)] ^= (byte) (1 << chance.nextInt(8));
            return mutant;
        }
    },
    /** One byte is one of those that formats are made of. */
    DELIMITER {
        @Override
        byte[] of(byte[] file, Random chance) {
            byte[] mutant = file.clone();
            mutant[chance.nextInt(file.length)] = DELIMITERS[chance.nextInt(DELIMITERS.length)];
            return mutant;
        }
    },
    /** Some bytes are missing in the middle. */
    GAP {
        @Override
        byte[] of(byte[] file, Random chance) {
            int from = chance.nextInt(file.length);
            int to = Math.min(file.length, from + 1 + chance.nextInt(60));
            return join(Arrays.copyOf(file, from), Arrays.copyOfRange(file, to, file.length));
        }
    },
    /** Some bytes stand twice. */
    STUTTER {
        @Override
        byte[] of(byte[] file, Random chance) {
            int from = chance.nextInt(file.length);
            int to = Math.min(file.length, from + 1 + chance.nextInt(60));
            return join(Arrays.copyOf(file, to), Arrays.copyOfRange(file, from, file.length));
        }
    },
    /** Two fields changed places. */
    SWAP {
        @Override
        byte[] of(byte[] file, Random chance) {
            List<int[]> fields = fields(file);
            int[] one = fields.get(chance.nextInt(fields.size()));
            int[] other = fields.get(chance.nextInt(fields.size()));
            int[] first = one[0] <= other[0] ? one : other;
            int[] second = first == one ? other : one;
            if (first[1] > second[0]) {
                return file.clone();
            }
            return join(
                    Arrays.copyOf(file, first[0]),
                    Arrays.copyOfRange(file, second[0], second[1]),
                    Arrays.copyOfRange(file, first[1], second[0]),
                    Arrays.copyOfRange(file, first[0], first[1]),
                    Arrays.copyOfRange(file, second[1], file.length));
        }
    },
    /** Two lines changed places, or one is missing. */
    LINES {
        @Override
        byte[] of(byte[] file, Random chance) {
            int line = file.length;
            int at = chance.nextInt(file.length);
            while (at < line && file[at] != '\n' && file[at] != '\r') {
                at++;
            }
            int end = Math.min(line, at + 1);
            while (end < line && file[end] != '\n' && file[end] != '\r') {
                end++;
            }
            byte[] before = Arrays.copyOf(file, at);
            byte[] after = Arrays.copyOfRange(file, end, line);
            return chance.nextBoolean() ? join(before, after) : join(Arrays.copyOfRange(file, at, end), before, after);
        }
    };

    private static final byte[] DELIMITERS = {
        '|',
        '^',
        '~',
        '\\',
        '&',
        '"',
        ',',
        ';',
        ':',
        '{',
        '}',
        '[',
        ']',
        '<',
        '>',
        '/',
        '\r',
        '\n',
        0,
        0x0B,
        0x1C,
        (byte) 0xFF,
        (byte) 0xC3,
        ' '
    };
    private static final String SEPARATORS = "|^~&,;:\r\n<>\"";

    abstract byte[] of(byte[] file, Random chance);

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static List<int[]> fields(byte[] file) {
        List<int[]> fields = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= file.length; i++) {
            if (i == file.length || SEPARATORS.indexOf(file[i]) >= 0) {
                if (i > from) {
                    fields.add(new int[] {from, i});
                }
                from = i + 1;
            }
        }
        return fields;
    }
}
