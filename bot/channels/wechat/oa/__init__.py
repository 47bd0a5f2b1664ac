"""The service account (服务号): XML is pushed to us, answers go out by the customer-service API or in the push's reply."""
