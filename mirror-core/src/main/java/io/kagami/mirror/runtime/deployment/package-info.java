/**
 * Desired connectors against running ones: what to create, update and delete, applied through the worker's REST API, which forwards
 * to the leader of the Connect cluster; and how the deployed connectors fare.
 */
@NullMarked
package io.kagami.mirror.runtime.deployment;

import org.jspecify.annotations.NullMarked;
