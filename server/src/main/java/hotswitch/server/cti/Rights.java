package hotswitch.server.cti;

import hotswitch.server.config.RolesConfig;
import hotswitch.server.config.RolesConfig.Role;
import hotswitch.server.cti.Tokens.Bearer;
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

    /** {@code roles}: as {@code roles.yaml} has them now. */
    Rights(Tokens tokens, Supplier<RolesConfig> roles, Clock clock) {
        this.tokens = tokens;
        this.roles = roles;
        this.clock = clock;
    }

    /** {@code right} reaches everything; {@code self}, where it is not "", one agent: the token's own. */
    record Need(String right, String self) {
        static Need of(String right) {
            return new Need(right, "");
        }
    }

    /** Throws {@link Problem} 401 without a good token, 403 without the right. */
    Caller require(HttpServerRequest request, Need need) {
        Bearer bearer = bearer(request);
        for (Role role : roles.get().roles()) {
            if (role.name().equals(bearer.role()) && role.rights().contains(need.right)) {
                return new Caller(bearer, 0, role.numbersMasked());
            }
            if (role.name().equals(bearer.role())
                    && bearer.agent() != 0
                    && role.rights().contains(need.self)) {
                return new Caller(bearer, bearer.agent(), role.numbersMasked());
            }
        }
        throw new Problem(403, "the role " + bearer.role() + " does not have the right " + need.right);
    }

    private Bearer bearer(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        String token = header != null && header.startsWith(BEARER)
                ? header.substring(BEARER.length())
                : request.getParam("access_token");
        Bearer bearer =
                token == null ? null : tokens.check(token, clock.instant().getEpochSecond());
        if (bearer == null) {
            throw new Problem(401, "a valid token is needed: Authorization: Bearer TOKEN (./hotswitch token)");
        }
        return bearer;
    }
}
