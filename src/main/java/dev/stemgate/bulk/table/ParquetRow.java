// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.table;

import dev.stemgate.bulk.PatientFindings;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** How a row of findings stands in a Parquet file: words as strings, those of criteria and hazards optional, a number and a date. */
final class ParquetRow extends WriteSupport<PatientFindings> {

    private final FindingsColumns columns;
    private final List<String> names;
    private RecordConsumer consumer;

    ParquetRow(FindingsColumns columns) {
        this.columns = columns;
        this.names = columns.words();
    }

    private MessageType schema() {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        for (String name : names) {
            if (FindingsColumns.FIRST.contains(name)) {
                schema.required(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
            } else {
                schema.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
            }
        }
        schema.required(PrimitiveTypeName.INT32).named(FindingsColumns.UNCLASSIFIED);
        schema.required(PrimitiveTypeName.INT32)
                .as(LogicalTypeAnnotation.dateType())
                .named(FindingsColumns.VALID_UNTIL);
        return schema.named("findings");
    }

    @Override
    public WriteContext init(Configuration configuration) {
        return new WriteContext(schema(), Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema(), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public void write(PatientFindings row) {
        String[] words = columns.words(row);
        consumer.startMessage();
        for (int column = 0; column < words.length; column++) {
            if (words[column] != null) {
                consumer.startField(names.get(column), column);
                consumer.addBinary(Binary.fromString(words[column]));
                consumer.endField(names.get(column), column);
            }
        }
        number(FindingsColumns.UNCLASSIFIED, words.length, row.unclassified());
        number(
                FindingsColumns.VALID_UNTIL,
                words.length + 1,
                Math.toIntExact(row.validUntil().toEpochDay()));
        consumer.endMessage();
    }

    private void number(String name, int column, int value) {
        consumer.startField(name, column);
        consumer.addInteger(value);
        consumer.endField(name, column);
    }
}
