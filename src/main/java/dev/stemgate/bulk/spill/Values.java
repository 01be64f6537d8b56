// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.When;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The values that all facts are made of, as bytes. */
final class Values {

    private Values() {}

    static void ref(ByteSink out, ResourceRef ref) {
        out.text(ref.id());
        out.text(ref.version());
    }

    static ResourceRef ref(ByteSource in, String type) {
        return new ResourceRef(type, in.fresh(), in.text());
    }

    static <T> void list(ByteSink out, List<T> items, BiConsumer<ByteSink, T> writer) {
        out.number(items.size());
        for (T item : items) {
            writer.accept(out, item);
        }
    }

    static <T> List<T> list(ByteSource in, Function<ByteSource, T> reader) {
        int size = in.integer();
        if (size == 0) {
            return List.of();
        }
        if (size == 1) {
            return List.of(reader.apply(in));
        }
        List<T> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(reader.apply(in));
        }
        return items;
    }

    static <T> void optional(ByteSink out, Optional<T> value, BiConsumer<ByteSink, T> writer) {
        out.truth(value.isPresent());
        if (value.isPresent()) {
            writer.accept(out, value.get());
        }
    }

    static <T> Optional<T> optional(ByteSource in, Function<ByteSource, T> reader) {
        return in.truth() ? Optional.of(reader.apply(in)) : Optional.empty();
    }

    static void code(ByteSink out, Code code) {
        out.text(code.system());
        out.text(code.code());
        out.text(code.display());
    }

    static Code code(ByteSource in) {
        return new Code(in.text(), in.text(), in.text());
    }

    static void concept(ByteSink out, Concept concept) {
        out.concept(concept);
    }

    static Concept concept(ByteSource in) {
        return in.concept();
    }

    static void date(ByteSink out, DateRange date) {
        out.signed(date.earliest().toEpochDay());
        out.number(date.latest().toEpochDay() - date.earliest().toEpochDay());
    }

    static DateRange date(ByteSource in) {
        LocalDate earliest = LocalDate.ofEpochDay(in.signed());
        long days = in.number();
        return new DateRange(earliest, days == 0 ? earliest : earliest.plusDays(days));
    }

    static void duration(ByteSink out, Duration duration) {
        out.signed(duration.toSeconds());
    }

    static Duration duration(ByteSource in) {
        return Duration.ofSeconds(in.signed());
    }

    static void when(ByteSink out, When when) {
        if (when instanceof When.Dated dated) {
            out.number(0);
            date(out, dated.date());
        } else if (when instanceof When.Span span) {
            out.number(1);
            optional(out, span.start(), Values::date);
            optional(out, span.end(), Values::date);
        } else if (when instanceof When.AtAge age) {
            out.number(2);
            period(out, age.youngest());
            period(out, age.oldest());
        } else if (when instanceof When.Worded worded) {
            out.number(3);
            out.text(worded.text());
        }
    }

    static When when(ByteSource in) {
        return switch (in.integer()) {
            case 0 -> new When.Dated(date(in));
            case 1 -> new When.Span(optional(in, Values::date), optional(in, Values::date));
            case 2 -> new When.AtAge(period(in), period(in));
            default -> new When.Worded(in.text());
        };
    }

    private static void period(ByteSink out, Period period) {
        out.signed(period.getYears());
        out.signed(period.getMonths());
        out.signed(period.getDays());
    }

    private static Period period(ByteSource in) {
        return Period.of((int) in.signed(), (int) in.signed(), (int) in.signed());
    }
}
