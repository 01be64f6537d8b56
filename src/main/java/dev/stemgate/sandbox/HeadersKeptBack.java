// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** Keeps status and headers of an answer that is lost from reaching the client. For one request, one thread. */
final class HeadersKeptBack extends HttpServletResponseWrapper {

    HeadersKeptBack(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void setStatus(int status) {
        // Lost with the answer.
    }

    @Override
    public void setHeader(String name, String value) {
        // Lost with the answer.
    }

    @Override
    public void addHeader(String name, String value) {
        // Lost with the answer.
    }

    @Override
    public void setContentType(String type) {
        // Lost with the answer.
    }

    @Override
    public void setCharacterEncoding(String charset) {
        // Lost with the answer.
    }
}
