package hotswitch.sip.message;

/** The default reason phrases (RFC 3261 §21 and the registry of SIP response codes). */
public final class ReasonPhrase {
    private ReasonPhrase() {}

    /** Phrase of a status code; that of the class when the code is not listed (RFC 3261 §8.1.3.2). */
    public static String of(int status) {
        return switch (status / 100) {
            case 1 -> provisional(status);
            case 2 -> success(status);
            case 3 -> redirection(status);
            case 4 -> status < 430 ? requestFailure(status) : laterRequestFailure(status);
            case 5 -> serverFailure(status);
            case 6 -> globalFailure(status);
            default -> throw new IllegalArgumentException("no SIP status: " + status);
        };
    }

    private static String provisional(int status) {
        return switch (status) {
            case 100 -> "Trying";
            case 180 -> "Ringing";
            case 181 -> "Call Is Being Forwarded";
            case 182 -> "Queued";
            case 183 -> "Session Progress";
            case 199 -> "Early Dialog Terminated";
            default -> "Progress";
        };
    }

    private static String success(int status) {
        return switch (status) {
            case 202 -> "Accepted";
            case 204 -> "No Notification";
            default -> "OK";
        };
    }

    private static String redirection(int status) {
        return switch (status) {
            case 301 -> "Moved Permanently";
            case 302 -> "Moved Temporarily";
            case 305 -> "Use Proxy";
            case 380 -> "Alternative Service";
            default -> "Multiple Choices";
        };
    }

    private static String requestFailure(int status) {
        return switch (status) {
            case 401 -> "Unauthorized";
            case 402 -> "Payment Required";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 407 -> "Proxy Authentication Required";
            case 408 -> "Request Timeout";
            case 410 -> "Gone";
            case 412 -> "Conditional Request Failed";
            case 413 -> "Request Entity Too Large";
            case 414 -> "Request-URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 416 -> "Unsupported URI Scheme";
            case 417 -> "Unknown Resource-Priority";
            case 420 -> "Bad Extension";
            case 421 -> "Extension Required";
            case 422 -> "Session Interval Too Small";
            case 423 -> "Interval Too Brief";
            case 428 -> "Use Identity Header";
            case 429 -> "Provide Referrer Identity";
            default -> "Bad Request";
        };
    }

    private static String laterRequestFailure(int status) {
        return switch (status) {
            case 430 -> "Flow Failed";
            case 433 -> "Anonymity Disallowed";
            case 439 -> "First Hop Lacks Outbound Support";
            case 469 -> "Bad Info Package";
            case 480 -> "Temporarily Unavailable";
            case 481 -> "Call/Transaction Does Not Exist";
            case 482 -> "Loop Detected";
            case 483 -> "Too Many Hops";
            case 484 -> "Address Incomplete";
            case 485 -> "Ambiguous";
            case 486 -> "Busy Here";
            case 487 -> "Request Terminated";
            case 488 -> "Not Acceptable Here";
            case 489 -> "Bad Event";
            case 491 -> "Request Pending";
            case 493 -> "Undecipherable";
            case 494 -> "Security Agreement Required";
            default -> "Bad Request";
        };
    }

    private static String serverFailure(int status) {
        return switch (status) {
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Server Time-out";
            case 505 -> "Version Not Supported";
            case 513 -> "Message Too Large";
            case 580 -> "Precondition Failure";
            default -> "Server Internal Error";
        };
    }

    private static String globalFailure(int status) {
        return switch (status) {
            case 600 -> "Busy Everywhere";
            case 604 -> "Does Not Exist Anywhere";
            case 606 -> "Not Acceptable";
            case 607 -> "Unwanted";
            default -> "Decline";
        };
    }
}
