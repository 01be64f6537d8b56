// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.table;

import dev.stemgate.bulk.PatientFindings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/**
 * Findings as Parquet. The words of a column come from a dictionary and take two bits or three, so the file is small without compression,
 * and needs no native library to be written or read. Row groups are small, so that memory does not grow with the number of patients.
 */
public final class ParquetTable implements FindingsTable {

    private static final long ROW_GROUP = 4L << 20;
    private static final int PAGE = 1 << 17;

    private final ParquetWriter<PatientFindings> writer;

    /** @param about name and value of what the file says of itself, for instance the version of the model */
    public ParquetTable(Path file, FindingsColumns columns, Map<String, String> about) throws IOException {
        this.writer = new Builder(new LocalOutputFile(file), new ParquetRow(columns))
                .withConf((ParquetConfiguration) new PlainParquetConfiguration())
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withRowGroupSize(ROW_GROUP)
                .withPageSize(PAGE)
                .withDictionaryPageSize(PAGE)
                .withDictionaryEncoding("patient", false)
                .withExtraMetaData(about)
                .build();
    }

    @Override
    public void write(PatientFindings row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<PatientFindings, Builder> {

        private final ParquetRow row;

        Builder(OutputFile file, ParquetRow row) {
            super(file);
            this.row = row;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<PatientFindings> getWriteSupport(Configuration configuration) {
            return row;
        }

        @Override
        protected WriteSupport<PatientFindings> getWriteSupport(ParquetConfiguration configuration) {
            return row;
        }
    }
}
