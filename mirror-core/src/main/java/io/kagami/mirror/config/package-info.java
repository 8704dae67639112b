/**
 * From a properties file to values: which setting overrides which, what is wrong with them, and which of them are secret. Pure but for
 * {@code PropertiesFile}, which reads, and {@code ProviderResolution}, which loads the user's config providers.
 */
@NullMarked
package io.kagami.mirror.config;

import org.jspecify.annotations.NullMarked;
