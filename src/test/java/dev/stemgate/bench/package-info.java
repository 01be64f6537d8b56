// SPDX-License-Identifier: Apache-2.0
/** Measurements that are run by hand ({@code docs/performance.md}); no test. */
package dev.stemgate.bench;
