// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import org.apache.camel.Exchange;

/** Tells the route how the transaction in the body is to be sent. */
final class Sending {

    private Sending() {}

    static void begin(Exchange exchange, boolean inTransaction, Object transaction) {
        set(exchange, inTransaction ? "transaction" : "alone", transaction);
    }

    static void alone(Exchange exchange, Object transaction) {
        set(exchange, "alone", transaction);
    }

    static void nothing(Exchange exchange) {
        set(exchange, "nothing", null);
    }

    private static void set(Exchange exchange, String how, Object transaction) {
        exchange.setProperty(Properties.SENDING, how);
        exchange.getMessage().setBody(transaction);
    }
}
