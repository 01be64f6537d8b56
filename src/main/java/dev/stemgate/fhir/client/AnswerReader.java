// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import ca.uhn.fhir.rest.client.api.IHttpResponse;
import dev.stemgate.fhir.client.MalformedResponseException.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Reads an answer to its end, within the size limit and a deadline for the whole of it. Thread-safe. */
final class AnswerReader {

    private static final int SILENCES = 10;

    private final String ehr;
    private final int maxBytes;
    private final Duration deadline;

    AnswerReader(EhrSettings settings) {
        this.ehr = settings.name();
        this.maxBytes = settings.limits().maxBodyBytes();
        this.deadline = settings.timeouts().read().multipliedBy(SILENCES);
    }

    /** @throws IOException when the connection breaks, the compression is broken, or the deadline passes */
    Answer read(IHttpResponse response) throws IOException {
        try (InputStream body = response.readEntity()) {
            byte[] bytes = body == null ? new byte[0] : bytes(body, response.getStatus());
            return new Answer(response.getStatus(), response.getAllHeaders(), bytes, response.getRequestStopWatch());
        }
    }

    private byte[] bytes(InputStream body, int status) throws IOException {
        long start = System.nanoTime();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 * 1024];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            read.write(buffer, 0, n);
            if (read.size() > maxBytes) {
                throw new MalformedResponseException(ehr, status, Fault.TOO_LARGE, read.toByteArray());
            }
            if (System.nanoTime() - start > deadline.toNanos()) {
                throw new SocketTimeoutException("the answer did not end in time");
            }
        }
        return read.toByteArray();
    }
}
