from dotenv import load_dotenv

load_dotenv()
import elasticapm

elasticapm.instrument()
