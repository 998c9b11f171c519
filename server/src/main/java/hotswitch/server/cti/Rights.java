package hotswitch.server.cti;

import hotswitch.server.config.RolesConfig;
import hotswitch.server.config.RolesConfig.Role;
import hotswitch.server.cti.Tokens.Bearer;
import hotswitch.server.cti.Tokens.Token;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.function.Supplier;

/** Who asks, and whether he may. */
final class Rights {
    private static final String BEARER = "Bearer ";
    private final Tokens tokens;
    private final Supplier<RolesConfig> roles;
    private final Clock clock;
    final Sessions sessions;

    /** {@code roles}: as {@code roles.yaml} has them now. */
    Rights(Tokens tokens, Supplier<RolesConfig> roles, Clock clock) {
        this.tokens = tokens;
        this.roles = roles;
        this.clock = clock;
        this.sessions = new Sessions(tokens.uses(), clock);
    }

    /** {@code right} reaches everything; {@code self}, where it is not "", one agent: the token's own. */
    record Need(String right, String self) {
        static Need of(String right) {
            return new Need(right, "");
        }
    }

    /** Throws {@link Problem} 401 without a good token, 403 without the right. */
    Caller require(HttpServerRequest request, Need need) {
        Token token = token(request);
        Bearer bearer = token.bearer();
        for (Role role : roles.get().roles()) {
            if (role.name().equals(bearer.role())) {
                Sessions.Use session = sessions.use(token, role.sessionMinutes());
                if (role.rights().contains(need.right)) {
                    return new Caller(bearer, 0, role.numbersMasked(), session);
                }
                if (bearer.agent() != 0 && role.rights().contains(need.self)) {
                    return new Caller(bearer, bearer.agent(), role.numbersMasked(), session);
                }
            }
        }
        throw new Problem(403, "the role " + bearer.role() + " does not have the right " + need.right);
    }

    private Token token(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        String text = header != null && header.startsWith(BEARER)
                ? header.substring(BEARER.length())
                : request.getParam("access_token");
        Token token = text == null ? null : tokens.check(text, clock.instant().getEpochSecond());
        if (token == null) {
            throw new Problem(401, "a valid token is needed: Authorization: Bearer TOKEN (./hotswitch token)");
        }
        return token;
    }
}
