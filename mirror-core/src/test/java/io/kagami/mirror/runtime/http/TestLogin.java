package io.kagami.mirror.runtime.http;

import java.io.IOException;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.jspecify.annotations.Nullable;

/** Lets {@code operator} in with the password {@code right}. */
public final class TestLogin implements LoginModule {

    static final String USER = "operator";
    static final String PASSWORD = "right";

    private @Nullable CallbackHandler callbacks;

    /** Makes it what the JVM asks for the entry of Connect's basic authentication, and for no other one. */
    static void install() {
        Configuration.setConfiguration(new Configuration() {
            @Override
            public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
                return name.equals(JaasAuthenticator.ENTRY)
                        ? new AppConfigurationEntry[] {
                            new AppConfigurationEntry(
                                    TestLogin.class.getName(), LoginModuleControlFlag.REQUIRED, Map.of())
                        }
                        : null;
            }
        });
    }

    static void uninstall() {
        Configuration.setConfiguration(null);
    }

    @Override
    public void initialize(Subject subject, CallbackHandler handler, Map<String, ?> shared, Map<String, ?> options) {
        callbacks = handler;
    }

    @Override
    public boolean login() throws LoginException {
        NameCallback name = new NameCallback("user");
        PasswordCallback word = new PasswordCallback("password", false);
        CallbackHandler asked = callbacks;
        if (asked == null) {
            throw new LoginException("nobody to ask");
        }
        try {
            asked.handle(new Callback[] {name, word});
        } catch (IOException | UnsupportedCallbackException e) {
            throw new LoginException(e.getMessage());
        }
        if (!USER.equals(name.getName()) || !PASSWORD.equals(String.valueOf(word.getPassword()))) {
            throw new FailedLoginException("not with these");
        }
        return true;
    }

    @Override
    public boolean commit() {
        return true;
    }

    @Override
    public boolean abort() {
        return true;
    }

    @Override
    public boolean logout() {
        return true;
    }
}
