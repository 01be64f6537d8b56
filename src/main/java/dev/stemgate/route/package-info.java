/**
 * The Camel layer: the beans that the YAML routes name, and the bridge that starts them. Thin by intent: a bean takes what the
 * exchange holds, asks the pure core, and puts the answer back.
 */
package dev.stemgate.route;
