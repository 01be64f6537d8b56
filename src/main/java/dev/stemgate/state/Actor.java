// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.Locale;

/**
 * Who does something at the desk: a user of the machine who typed a command, a person who logged in at the page, or the bridge itself.
 * Stored and shown as {@code command:anna}.
 *
 * @param name as the machine or the page knows it; control characters become question marks
 */
public record Actor(Way way, String name) {

    private static final int LONGEST = 180;

    /** How somebody came to the desk. */
    public enum Way {
        COMMAND,
        PAGE,
        BRIDGE
    }

    /** The bridge, when nobody asked it to. */
    public static final Actor BRIDGE = new Actor(Way.BRIDGE, "bridge");

    public Actor {
        name = name.replaceAll("\\p{Cntrl}", "?").strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an actor has a name");
        }
        name = name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }

    /** The user of the operating system who runs this process. */
    public static Actor ofCommand() {
        return new Actor(Way.COMMAND, System.getProperty("user.name", "unknown"));
    }

    /** Somebody who logged in at the page. */
    public static Actor ofPage(String login) {
        return new Actor(Way.PAGE, login);
    }

    @Override
    public String toString() {
        return way.name().toLowerCase(Locale.ROOT) + ":" + name;
    }
}
