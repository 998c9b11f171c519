package hotswitch.trunk.route;

import hotswitch.trunk.number.Display;

/** The answer to a {@link RouteRequest}. */
public sealed interface RouteChoice {
    /** At least one hop. */
    record Routed(RoutePlan plan) implements RouteChoice {}

    /** No route matches the number, or its trunks have no address. */
    record NoRoute(String number) implements RouteChoice {}

    /** The carriers that could take it are known by names, and these lead nowhere at present. */
    record NotLocated(String number) implements RouteChoice {}

    /** There are ways, but on none may that number be shown; the refusal belongs into the audit. */
    record NotDisplayable(Display.Denied denied) implements RouteChoice {}
}
