package io.kagami.mirror.runtime.http;

import com.sun.net.httpserver.BasicAuthenticator;
import java.nio.charset.StandardCharsets;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/**
 * Has user and password checked by the JAAS entry that Connect's {@code BasicAuthSecurityRestExtension} has them checked by, so that one file
 * ({@code -Djava.security.auth.login.config}) serves both.
 *
 * <p>Threading: thread-safe.
 */
final class JaasAuthenticator extends BasicAuthenticator {

    static final String ENTRY = "KafkaConnect";
    private static final String REALM = "kagami";

    JaasAuthenticator() {
        super(REALM, StandardCharsets.UTF_8);
    }

    /** Whether there is such an entry. */
    static boolean isConfigured() {
        try {
            return Configuration.getConfiguration().getAppConfigurationEntry(ENTRY) != null;
        } catch (SecurityException noSuchFile) {
            return false;
        }
    }

    @Override
    public boolean checkCredentials(String user, String password) {
        try {
            new LoginContext(ENTRY, callbacks -> fill(callbacks, user, password)).login();
            return true;
        } catch (LoginException refused) {
            return false;
        }
    }

    private static void fill(Callback[] callbacks, String user, String password) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(user);
            } else if (callback instanceof PasswordCallback word) {
                word.setPassword(password.toCharArray());
            } else {
                throw new UnsupportedCallbackException(callback, "only user and password are known");
            }
        }
    }
}
