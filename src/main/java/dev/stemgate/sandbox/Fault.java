// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

/**
 * Decides, request by request, whether the server misbehaves; installed with {@link Sandbox#misbehave(Fault)}. Called by many
 * threads at once.
 */
@FunctionalInterface
public interface Fault {

    /** A server that behaves. */
    Fault NONE = request -> FaultAction.pass();

    FaultAction on(ReceivedRequest request);
}
