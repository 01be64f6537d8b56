// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A record with all that it holds as one text that is equal in every JVM: sets and maps are sorted, lists keep their order. */
final class CanonicalText {

    private CanonicalText() {}

    static String of(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(CanonicalText::of).orElse("-");
        }
        if (value instanceof Map<?, ?> map) {
            List<String> entries = new ArrayList<>();
            map.forEach((key, held) -> entries.add(of(key) + "=" + of(held)));
            Collections.sort(entries);
            return entries.toString();
        }
        if (value instanceof Collection<?> collection) {
            List<String> members = new ArrayList<>();
            collection.forEach(member -> members.add(of(member)));
            if (value instanceof Set) {
                Collections.sort(members);
            }
            return members.toString();
        }
        return value instanceof Record record ? ofRecord(record) : String.valueOf(value);
    }

    private static String ofRecord(Record record) {
        List<String> components = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            components.add(component.getName() + ":" + of(held(record, component)));
        }
        return record.getClass().getSimpleName() + components;
    }

    private static Object held(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(component.getName() + " cannot be read", e);
        }
    }
}
